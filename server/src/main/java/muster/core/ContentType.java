package muster.core;

import org.jspecify.annotations.Nullable;

/// The Content-Type field of a response.
public final class ContentType {
    private ContentType() {}

    /// Media type and charset as they go out: the response's own charset, or AddDefaultCharset's for plain text and HTML, unless the
    /// type already names one. Null if the response has no type.
    public static @Nullable String of(Request request) {
        Response response = request.response();
        String type = response.contentType();
        if (type == null) {
            return null;
        }
        String charset = response.charset();
        if (charset == null && takesDefault(type)) {
            charset = request.get(DirectorySettings.DEFAULT_CHARSET);
        }
        if (charset == null || charset.isEmpty() || namesCharset(type)) {
            return type;
        }
        return type + "; charset=" + charset;
    }

    private static boolean takesDefault(String type) {
        return type.startsWith("text/html") || type.startsWith("text/plain");
    }

    private static boolean namesCharset(String type) {
        int at = type.indexOf(';');
        while (at >= 0) {
            int start = at + 1;
            while (start < type.length() && type.charAt(start) == ' ') {
                start++;
            }
            if (type.regionMatches(true, start, "charset=", 0, 8)) {
                return true;
            }
            at = type.indexOf(';', start);
        }
        return false;
    }
}
