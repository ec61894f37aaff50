package muster.core;

/// Text on its way into an HTML page.
public final class Html {
    private Html() {}

    /// Text with `<`, `>`, `&` and `"` as entities (httpd's `ap_escape_html`); the same object if there is nothing to escape.
    public static String escape(String text) {
        int at = 0;
        while (at < text.length() && entity(text.charAt(at)).isEmpty()) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 16).append(text, 0, at);
        for (; at < text.length(); at++) {
            String entity = entity(text.charAt(at));
            if (entity.isEmpty()) {
                escaped.append(text.charAt(at));
            } else {
                escaped.append(entity);
            }
        }
        return escaped.toString();
    }

    private static String entity(char character) {
        return switch (character) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            default -> "";
        };
    }
}
