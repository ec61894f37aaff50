package muster.core;

import java.util.List;
import muster.http.MethodNames;

/// Request methods as bits of a set, and what a server says of them.
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

    /// In the order of their bits, which is httpd's of its method numbers. HEAD has GET's.
    private static final List<String> NAMES =
            MethodNames.REGISTERED.stream().filter(name -> !name.equals("HEAD")).toList();

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
