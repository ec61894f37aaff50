package muster.core;

import java.util.List;

/// The request methods that are known without being registered (RFC 9110 §9, RFC 5789, WebDAV), as bits of a set.
///
/// Method names are case-sensitive. Some extension method that `RegisterHttpMethod` or a module adds has no bit of its
/// own: [#OTHER] stands for all of them.
public final class Methods {
    public static final int GET = 1;
    public static final int PUT = 1 << 1;
    public static final int POST = 1 << 2;
    public static final int DELETE = 1 << 3;
    public static final int CONNECT = 1 << 4;
    public static final int OPTIONS = 1 << 5;
    public static final int TRACE = 1 << 6;
    public static final int PATCH = 1 << 7;
    public static final int OTHER = 1 << 30;

    /// Bit numbers as httpd counts methods (M_GET = 0 ...). HEAD is GET.
    private static final List<String> NAMES = List.of(
            "GET",
            "PUT",
            "POST",
            "DELETE",
            "CONNECT",
            "OPTIONS",
            "TRACE",
            "PATCH",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "VERSION-CONTROL",
            "CHECKOUT",
            "UNCHECKOUT",
            "CHECKIN",
            "UPDATE",
            "LABEL",
            "REPORT",
            "MKWORKSPACE",
            "MKACTIVITY",
            "BASELINE-CONTROL",
            "MERGE");

    private Methods() {}

    /// The bit of a method, or 0 if it is not known.
    public static int bit(String name) {
        return switch (name) {
            case "GET", "HEAD" -> GET;
            case "POST" -> POST;
            default -> {
                int at = NAMES.indexOf(name);
                yield at < 0 ? 0 : 1 << at;
            }
        };
    }

    /// Whether the server understands a request's method at all; if not, the answer is 501.
    public static boolean known(Request request) {
        String method = request.method();
        return bit(method) != 0
                || request.host().settings().get(ServerSettings.REGISTERED_METHODS).contains(method);
    }

    /// The value of an `Allow` field (RFC 9110 §10.2.1): what the resource takes, by [Request#allowedMethods], and TRACE where
    /// TraceEnable lets it.
    public static String allow(Request request) {
        var list = new StringBuilder();
        int bits = request.allowedMethods();
        add(list, bits, GET, "GET");
        add(list, bits, POST, "POST");
        add(list, bits, OPTIONS, "OPTIONS");
        add(list, bits, GET, "HEAD");
        for (int i = 0; i < NAMES.size(); i++) {
            if ((1 << i & (GET | POST | OPTIONS | TRACE)) == 0) {
                add(list, bits, 1 << i, NAMES.get(i));
            }
        }
        if (request.host().settings().get(ServerSettings.TRACE_ENABLE) != ServerSettings.Trace.OFF) {
            add(list, TRACE, TRACE, "TRACE");
        }
        return list.toString();
    }

    private static void add(StringBuilder list, int bits, int bit, String name) {
        if ((bits & bit) != 0) {
            list.append(list.isEmpty() ? "" : ",").append(name);
        }
    }
}
