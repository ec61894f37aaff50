package muster.modules.loggers;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import muster.core.ClientConnection;
import muster.core.LogItem;
import muster.core.RemoteHost;
import muster.core.Request;
import muster.core.ServerNames;
import muster.http.HeaderFields;
import muster.io.Addresses;
import muster.log.LineBuffer;
import muster.log.ThisThread;
import org.jspecify.annotations.Nullable;

/// The items of mod_log_config, by their letters. Text from outside is escaped; what the server says itself is not.
final class LogItems {
    static final Map<String, LogItem.Type> ALL = all();

    private static final int NOT_MODIFIED = 304;

    private LogItems() {}

    private static Map<String, LogItem.Type> all() {
        var types = new HashMap<String, LogItem.Type>();
        LogItem client = (request, line) -> line.put(request.clientText());
        types.put("h", LogItem.Type.plain((request, line) -> line.escaped(RemoteHost.known(request))));
        types.put("a", LogItem.Type.with(which -> which.equals("c") ? LogItems::peer : client));
        types.put("A", LogItem.Type.plain((request, line) ->
                line.put(Addresses.text(request.connection().local().getAddress()))));
        // Nobody runs an ident daemon any more; httpd shows a hyphen without mod_ident, too.
        types.put("l", LogItem.Type.plain((_, line) -> line.put('-')));
        types.put("u", LogItem.Type.plain(LogItems::user));
        types.put("t", LogItem.Type.with(LogTimes::moment));
        types.put("T", new LogItem.Type(true, LogTimes::duration));
        types.put("D", LogItem.Type.plainOriginal(LogTimes.duration("us")));
        types.put("r", LogItem.Type.plainOriginal(LogItems::requestLine));
        types.put("m", text(false, Request::method));
        types.put("H", text(false, Request::protocolText));
        types.put("U", text(true, request -> request.path().text()));
        types.put("q", LogItem.Type.plain(LogItems::query));
        types.put("f", text(false, request -> request.file() == null ? null : request.file().text()));
        types.put("R", text(true, Request::handler));
        types.put("s", LogItem.Type.plainOriginal((request, line) -> line.put(request.ownStatus())));
        types.put("b", LogItem.Type.plain(LogItems::bytesOrHyphen));
        types.put("B", LogItem.Type.plain((request, line) -> line.put(request.response().bodyBytesSent())));
        types.put("i", named(LogItems::header));
        types.put("o", named(LogItems::responseHeader));
        types.put("n", named((request, name) -> request.notes().get(name)));
        types.put("e", named((request, name) -> request.environment().get(name)));
        types.put("C", named(LogItems::cookie));
        types.put("^ti", named((request, name) -> request.trailers().joined(name)));
        // Muster sends no trailers of its own.
        types.put("^to", LogItem.Type.plain((_, line) -> line.put('-')));
        types.put("L", LogItem.Type.with(which -> which.equalsIgnoreCase("c")
                ? (request, line) -> LogItem.text(request.connection().logId(), line)
                : (request, line) -> LogItem.text(request.logId(), line)));
        types.put("v", text(false, request -> request.host().serverName()));
        types.put("V", text(false, ServerNames::name));
        types.put("p", LogItem.Type.with(LogItems::port));
        types.put("P", LogItem.Type.with(LogItems::process));
        types.put("X", LogItem.Type.plain(LogItems::connectionStatus));
        types.put("k", LogItem.Type.plain((request, line) -> line.put(request.connection().keepAlives())));
        return Map.copyOf(types);
    }

    private static LogItem.Type text(boolean original, Function<Request, @Nullable String> value) {
        LogItem item = (request, line) -> LogItem.text(value.apply(request), line);
        return original ? LogItem.Type.plainOriginal(item) : LogItem.Type.plain(item);
    }

    @FunctionalInterface
    private interface NamedValue {
        @Nullable String of(Request request, String name);
    }

    private static LogItem.Type named(NamedValue value) {
        return LogItem.Type.with(name -> (request, line) -> LogItem.text(value.of(request, name), line));
    }

    private static void peer(Request request, LineBuffer line) {
        line.put(Addresses.text(request.connection().transport().remote().getAddress()));
    }

    private static void user(Request request, LineBuffer line) {
        String user = request.user();
        if (user != null && user.isEmpty()) {
            line.put("\"\"");
        } else {
            LogItem.text(user, line);
        }
    }

    /// The request line as it came; a password in an absolute target is not for logs (httpd's `log_request_line`).
    private static void requestLine(Request request, LineBuffer line) {
        String method = request.original().method();
        if (method.isEmpty()) {
            line.put('-');
            return;
        }
        line.escaped(method);
        String target = request.target();
        if (target.isEmpty()) {
            return; // a line that could not be understood
        }
        line.put(' ');
        if (target.startsWith("/")) {
            line.escaped(target);
        } else {
            line.escaped(withoutPassword(target));
        }
        if (request.protocol() != 0) {
            line.put(' ');
            line.escaped(request.protocolText());
        }
    }

    static String withoutPassword(String target) {
        int start = target.indexOf("://") + 3;
        if (start < 3) {
            return target;
        }
        int slash = target.indexOf('/', start);
        int at = target.lastIndexOf('@', slash < 0 ? target.length() - 1 : slash);
        int colon = target.indexOf(':', start);
        return colon < 0 || colon >= at
                ? target
                : target.substring(0, colon) + ":XXXXXXXX" + target.substring(at);
    }

    private static void query(Request request, LineBuffer line) {
        String query = request.query();
        if (query != null) {
            line.put('?');
            line.escaped(query);
        }
    }

    private static void bytesOrHyphen(Request request, LineBuffer line) {
        long bytes = request.response().bodyBytesSent();
        if (bytes == 0) {
            line.put('-');
        } else {
            line.put(bytes);
        }
    }

    private static @Nullable String header(Request request, String name) {
        return request.headers().joined(name);
    }

    /// A field of the response; a media type stands without its parameters.
    private static @Nullable String responseHeader(Request request, String name) {
        var response = request.response();
        if (name.equalsIgnoreCase("Content-Type") && response.status() == NOT_MODIFIED) {
            return null;
        }
        if (name.equalsIgnoreCase("Content-Type") && response.contentType() != null) {
            String type = response.contentType();
            int end = type == null ? -1 : type.indexOf(';');
            return end < 0 ? type : type.substring(0, end).stripTrailing();
        }
        HeaderFields fields = response.headers().has(name) ? response.headers() : response.errorHeaders();
        String value = fields.joined(name);
        if (value == null && name.equalsIgnoreCase("Content-Length") && response.contentLength() >= 0) {
            return Long.toString(response.contentLength());
        }
        return value == null && name.equalsIgnoreCase("Content-Encoding") ? response.contentEncoding() : value;
    }

    /// The value of a cookie, whatever version of cookies the client speaks.
    static @Nullable String cookie(Request request, String name) {
        String cookies = request.headers().joined("Cookie");
        if (cookies == null) {
            return null;
        }
        for (int start = 0; start < cookies.length(); ) {
            int semicolon = cookies.indexOf(';', start);
            int end = semicolon < 0 ? cookies.length() : semicolon;
            int equals = cookies.indexOf('=', start);
            if (equals >= 0
                    && equals < end
                    && cookies.substring(start, equals).replace(" ", "").equalsIgnoreCase(name)) {
                return cookies.substring(equals + 1, end).strip();
            }
            start = end + 1;
        }
        return null;
    }

    private static LogItem port(String which) {
        return switch (which.toLowerCase(java.util.Locale.ROOT)) {
            case "", "canonical" -> (request, line) -> {
                int declared = request.host().serverPort();
                line.put(declared == 0 ? ServerNames.defaultPort(request) : declared);
            };
            case "local" -> (request, line) -> line.put(request.connection().local().getPort());
            case "remote" -> (request, line) -> line.put(request.clientPort());
            // What httpd does with a word it doesn't know: it shows the word.
            default -> (_, line) -> line.put(which);
        };
    }

    private static LogItem process(String which) {
        return switch (which) {
            case "", "pid" -> (_, line) -> line.put(ThisThread.pid());
            case "tid" -> (_, line) -> line.put(ThisThread.id());
            case "hextid" -> (_, line) -> line.put(Integer.toHexString(ThisThread.id()));
            default -> (_, line) -> line.put(which);
        };
    }

    /// `X` when the client went away, `+` when the connection may be used again, `-` when it is closed.
    private static void connectionStatus(Request request, LineBuffer line) {
        ClientConnection connection = request.connection();
        if (connection.aborted()) {
            line.put('X');
        } else {
            line.put(request.response().closing() ? '-' : '+');
        }
    }
}
