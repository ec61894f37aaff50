package muster.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes text so that it can stand in a URL or a page, escaping what httpd escapes.
public final class UriEscape {
    private static final String PATH = "$-_.+!*'(),:;@&=/~";
    private static final String SEGMENT = "$-_.+!*'(),:@&=~";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private UriEscape() {}

    /// A decoded path as a URL has it (httpd's `ap_escape_uri`): slashes stay. The same String if nothing needs escaping.
    public static String path(String decoded) {
        return escape(decoded, PATH);
    }

    /// As [#path], of a path that may become a relative URL: one whose first segment holds a colon gets `./` in front,
    /// since it would look like a scheme (httpd's `ap_os_escape_path`).
    public static String relativePath(String decoded) {
        int colon = decoded.indexOf(':');
        int slash = decoded.indexOf('/');
        return (colon >= 0 && (slash < 0 || colon < slash) ? "./" : "") + path(decoded);
    }

    /// One segment of a path, or a value in a query: slashes are escaped too.
    public static String segment(String decoded) {
        return escape(decoded, SEGMENT);
    }

    /// Text for a page: `<`, `>`, `&`, `"` as entities. The same String if it holds none.
    public static String html(String text) {
        return html(text, false);
    }

    /// As [#html].
    /// @param ascii write bytes above 127 as numbers too, as in a page of unknown encoding
    public static String html(String text, boolean ascii) {
        int at = 0;
        while (at < text.length() && entity(text.charAt(at), ascii) == null) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        var page = new StringBuilder(text.length() + 32).append(text, 0, at);
        for (; at < text.length(); at++) {
            String entity = entity(text.charAt(at), ascii);
            if (entity == null) {
                page.append(text.charAt(at));
            } else {
                page.append(entity);
            }
        }
        return page.toString();
    }

    private static @Nullable String entity(char c, boolean ascii) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            default -> ascii && c > 127 ? "&#" + (int) c + ";" : null;
        };
    }

    private static String escape(String text, String kept) {
        int escapes = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isKept(text.charAt(i), kept)) {
                escapes++;
            }
        }
        if (escapes == 0) {
            return text;
        }
        byte[] escaped = new byte[text.length() + 2 * escapes];
        int end = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isKept(c, kept)) {
                escaped[end++] = (byte) c;
            } else {
                escaped[end++] = '%';
                escaped[end++] = HEX[c >> 4 & 15];
                escaped[end++] = HEX[c & 15];
            }
        }
        return new String(escaped, StandardCharsets.ISO_8859_1);
    }

    private static boolean isKept(char c, String kept) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || kept.indexOf(c) >= 0;
    }
}
