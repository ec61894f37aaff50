package muster.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.core.CannedPages;
import muster.core.Conditions;
import muster.core.FilePath;
import muster.core.Html;
import muster.core.Request;
import muster.core.Response;
import muster.http.HeaderFields;
import muster.http.HttpDate;
import muster.http.HttpException;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// The head a program answers with (RFC 3875 §6), taken line by line and put into the response when it is complete
/// (httpd's `ap_scan_script_header_err_core`).
///
/// What concerns framing isn't a program's to say: its Content-Length counts only where `ap_trust_cgilike_cl` is set, its
/// Transfer-Encoding never.
public final class ScriptHead {
    private static final String TRUST_LENGTH = "ap_trust_cgilike_cl";
    private static final int SHOWN = 30;
    private static final int OK = 200;
    private static final int INTERNAL_ERROR = 500;
    private static final int GATEWAY_TIMEOUT = 504;

    private final Request request;
    private final String module;
    private final HeaderFields merged = new HeaderFields();
    private final List<String> cookies = new ArrayList<>();
    private boolean first = true;
    private boolean statusGiven;
    private @Nullable String length;

    /// @param module that complains in the error log
    public ScriptHead(Request request, String module) {
        this.request = request;
        this.module = module;
    }

    /// Takes one line, without its end.
    /// @return true when it was the empty one after the last field: then [#complete]
    /// @throws HttpException 500 for a line that is no field
    boolean line(String line) throws HttpException {
        if (line.isEmpty()) {
            return true;
        }
        if (request.log().on(LogLevel.TRACE4, module)) {
            request.log().write(LogLevel.TRACE4, module, 0, first ? "Headers from script '" + name() + "':" : "  " + line);
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw refused(
                    INTERNAL_ERROR,
                    "malformed header from script '" + name() + "': Bad header: " + shown(line));
        }
        int start = colon + 1;
        while (start < line.length() && isSpace(line.charAt(start))) {
            start++;
        }
        field(line.substring(0, colon), line.substring(start));
        first = false;
        return false;
    }

    private void field(String name, String value) {
        Response response = request.response();
        switch (name.length()) {
            case 4 -> {
                if (name.equalsIgnoreCase("ETag")) {
                    response.headers().set(name, value);
                    return;
                }
            }
            case 6 -> {
                if (name.equalsIgnoreCase("Status")) {
                    status(value);
                    return;
                }
            }
            case 8 -> {
                if (name.equalsIgnoreCase("Location")) {
                    response.headers().set(name, value);
                    return;
                }
            }
            case 10 -> {
                if (name.equalsIgnoreCase("Set-Cookie")) {
                    cookies.add(value);
                    return;
                }
            }
            case 12 -> {
                if (name.equalsIgnoreCase("Content-Type")) {
                    contentType(value);
                    return;
                }
            }
            case 13 -> {
                if (name.equalsIgnoreCase("Last-Modified")) {
                    lastModified(value);
                    return;
                }
                if (name.equalsIgnoreCase("Content-Range")) {
                    response.headers().set(name, value);
                    return;
                }
            }
            case 14 -> {
                if (name.equalsIgnoreCase("Content-Length")) {
                    length = value;
                    return;
                }
            }
            case 17 -> {
                if (name.equalsIgnoreCase("Transfer-Encoding")) {
                    return;
                }
            }
            default -> {}
        }
        merge(merged, name, value);
    }

    /// Fields of one name become one list, under the name as it was first written.
    private static void merge(HeaderFields into, String name, String value) {
        int at = into.indexOf(name, 0);
        if (at < 0) {
            into.add(name, value);
        } else {
            into.value(at, into.value(at) + ", " + value);
        }
    }

    /// The type without what follows it, lower case up to its parameters.
    private void contentType(String value) {
        String type = value.stripTrailing();
        if (type.isEmpty()) {
            request.response().contentType(null);
            return;
        }
        int end = type.indexOf(';');
        String lower = (end < 0 ? type : type.substring(0, end)).toLowerCase(Locale.ROOT);
        request.response().contentType(end < 0 ? lower : lower + type.substring(end));
        request.response().charset(null);
    }

    private void status(String value) {
        statusGiven = true;
        int code = number(value);
        Response response = request.response();
        if (code < 200 || code > 599) { // 1xx is never the last word of a response (RFC 9110 §15.2)
            tell(LogLevel.ERROR, "Invalid status line from script '" + name() + "': " + shown(value));
            response.status(INTERNAL_ERROR);
            return;
        }
        if (request.log().on(LogLevel.TRACE1, module)) {
            request.log().write(
                    LogLevel.TRACE1, module, 0, "Status line from script '" + name() + "': " + shown(value));
        }
        response.status(code);
        String line = value.stripTrailing();
        if (line.length() > 4 && line.charAt(3) == ' ') {
            response.reason(line.substring(4));
        }
    }

    /// As `atoi(3)` reads it: the digits it starts with.
    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9' && number < 100_000; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /// A moment in the future would make every later look say "not modified".
    private void lastModified(String value) {
        long moment = HttpDate.parse(value);
        if (moment != HttpDate.BAD) {
            request.response().headers().set(
                    "Last-Modified", HttpDate.format(Math.min(moment, request.startMillis() / 1000)));
        }
    }

    /// Puts the fields into the response, and judges the request's conditions unless the program has named a status itself.
    ///
    /// @return 0 if the response may go on, else the status to send instead: 304 or 412
    int complete() {
        Response response = request.response();
        int instead = !statusGiven && (request.isGet()) ? Conditions.check(request) : 0;
        for (int i = 0; i < merged.size(); i++) {
            merge(response.errorHeaders(), merged.name(i), merged.value(i));
        }
        for (String cookie : cookies) {
            response.errorHeaders().add("Set-Cookie", cookie);
        }
        if (length != null && request.environment().has(TRUST_LENGTH)) {
            trustLength(length);
        }
        return instead;
    }

    private void trustLength(String text) {
        try {
            long bytes = Long.parseLong(text.strip());
            if (bytes >= 0) {
                request.response().contentLength(bytes);
            }
        } catch (NumberFormatException _) {
            tell(LogLevel.ERROR, "Content-Length of script '" + name() + "' is no length: " + shown(text));
        }
    }

    /// The program's output ended before its head did.
    HttpException ended() {
        String what = first ? "End of script output before headers" : "Premature end of script headers";
        return refused(INTERNAL_ERROR, what + ": " + name());
    }

    /// The program was silent for too long before its head was complete.
    HttpException timedOut() {
        return refused(GATEWAY_TIMEOUT, "Script timed out before returning headers: " + name());
    }

    /// Whether the program sends the client elsewhere and names no status: then its output is nothing but that.
    public @Nullable String redirect() {
        return request.response().status() == OK ? request.response().headers().get("Location") : null;
    }

    private HttpException refused(int status, String why) {
        tell(LogLevel.ERROR, why);
        return new HttpException(status, "");
    }

    /// Says it to the operator, and to an error document that asks.
    private void tell(LogLevel level, String message) {
        request.log().write(level, module, 0, message);
        if (!request.notes().has(CannedPages.ERROR_NOTES)) {
            request.notes().set(CannedPages.ERROR_NOTES, Html.escape(message));
        }
    }

    private String name() {
        FilePath file = request.file();
        String path = file == null ? request.path().text() : file.text();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
