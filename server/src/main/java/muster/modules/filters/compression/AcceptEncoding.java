package muster.modules.filters.compression;

import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// Reads Accept-Encoding as httpd does: a coding counts if it is named, unless its quality is zero. `*` names nothing.
final class AcceptEncoding {
    private final String field;
    private int at;

    private AcceptEncoding(String field) {
        this.field = field;
    }

    static boolean accepts(Request request, String coding) {
        String field = request.headers().joined("Accept-Encoding");
        return field != null && accepts(field, coding);
    }

    static boolean accepts(String field, String coding) {
        var reader = new AcceptEncoding(field);
        String token = reader.token(false);
        while (!token.isEmpty() && !token.equalsIgnoreCase(coding)) {
            while (reader.skip(';')) {
                reader.token(true);
            }
            reader.skip(',');
            token = reader.token(false);
        }
        if (token.isEmpty()) {
            return false;
        }
        while (reader.skip(';')) {
            // an empty parameter
        }
        String quality = reader.token(true);
        return quality.length() < 3 || !"q=0.000".startsWith(quality);
    }

    private boolean skip(char separator) {
        if (at < field.length() && field.charAt(at) == separator) {
            at++;
            return true;
        }
        return false;
    }

    /// What stands before the next separator, which isn't taken; empty at the end.
    /// @param spaces whether white space belongs to it
    private String token(boolean spaces) {
        skipSpace();
        int start = at;
        boolean quoted = false;
        while (at < field.length()) {
            char c = field.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == ';' || !spaces && isSpace(c))) {
                break;
            }
            at++;
        }
        int end = at;
        while (end > start && isSpace(field.charAt(end - 1))) {
            end--;
        }
        skipSpace();
        return field.substring(start, end);
    }

    private void skipSpace() {
        while (at < field.length() && isSpace(field.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /// The coding that a response has already; null for none that matters.
    static @Nullable String present(@Nullable String contentEncoding) {
        if (contentEncoding == null) {
            return null;
        }
        var reader = new AcceptEncoding(contentEncoding);
        String token = reader.token(false);
        while (!token.isEmpty()) {
            switch (token) {
                case "identity", "7bit", "8bit", "binary" -> {}
                default -> {
                    return token;
                }
            }
            reader.at = Math.min(reader.at + 1, contentEncoding.length());
            token = reader.token(false);
        }
        return null;
    }
}
