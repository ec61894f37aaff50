package muster.http;

import org.jspecify.annotations.Nullable;

/// Status codes and the reason phrases httpd prints for them, which differ from today's registry in places
/// (413 is "Request Entity Too Large"): programs match on the text.
public final class Status {
    private static final @Nullable String[] REASONS = new String[600];

    static {
        name(100, "Continue", "Switching Protocols", "Processing", "Early Hints");
        name(200, "OK", "Created", "Accepted", "Non-Authoritative Information", "No Content", "Reset Content");
        name(206, "Partial Content", "Multi-Status", "Already Reported");
        name(226, "IM Used");
        name(300, "Multiple Choices", "Moved Permanently", "Found", "See Other", "Not Modified", "Use Proxy");
        name(307, "Temporary Redirect", "Permanent Redirect");
        name(400, "Bad Request", "Unauthorized", "Payment Required", "Forbidden", "Not Found", "Method Not Allowed");
        name(406, "Not Acceptable", "Proxy Authentication Required", "Request Timeout", "Conflict", "Gone");
        name(411, "Length Required", "Precondition Failed", "Request Entity Too Large", "Request-URI Too Long");
        name(415, "Unsupported Media Type", "Requested Range Not Satisfiable", "Expectation Failed");
        name(418, "I'm A Teapot");
        name(421, "Misdirected Request", "Unprocessable Entity", "Locked", "Failed Dependency", "Too Early");
        name(426, "Upgrade Required");
        name(428, "Precondition Required", "Too Many Requests");
        name(431, "Request Header Fields Too Large");
        name(451, "Unavailable For Legal Reasons");
        name(500, "Internal Server Error", "Not Implemented", "Bad Gateway", "Service Unavailable", "Gateway Timeout");
        name(505, "HTTP Version Not Supported", "Variant Also Negotiates", "Insufficient Storage", "Loop Detected");
        name(510, "Not Extended", "Network Authentication Required");
    }

    private Status() {}

    /// The standard reason phrase, or null for a code that has none.
    public static @Nullable String standardReason(int code) {
        return code >= 0 && code < REASONS.length ? REASONS[code] : null;
    }

    /// The reason phrase of a status line: the standard one, or httpd's "Status 299" for a code without.
    public static String reason(int code) {
        String standard = standardReason(code);
        return standard == null ? "Status " + code : standard;
    }

    /// As the status line and `%s` texts show it: `404 Not Found`.
    public static String line(int code) {
        return code + " " + reason(code);
    }

    /// Whether a response of this status never has content (RFC 9110 §6.4.1), whatever its fields say.
    public static boolean isBodiless(int code) {
        return code < 200 || code == 204 || code == 304;
    }

    /// Whether it is a client's or the server's error.
    public static boolean isError(int code) {
        return code >= 400 && code < 600;
    }

    public static boolean isRedirect(int code) {
        return code >= 300 && code < 400 && code != 304;
    }

    private static void name(int first, String... reasons) {
        System.arraycopy(reasons, 0, REASONS, first, reasons.length);
    }
}
