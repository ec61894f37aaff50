package muster.modules.generators.autoindex;

import org.jspecify.annotations.Nullable;

/// Text from a URL's query.
final class UrlText {
    private UrlText() {}

    /// The text with its percent-escapes resolved; null if one is broken, or stands for a slash or a NUL (as `ap_unescape_url` has it).
    static @Nullable String decoded(String encoded) {
        var text = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int value = i + 2 < encoded.length()
                        ? Character.digit(encoded.charAt(i + 1), 16) << 4 | Character.digit(encoded.charAt(i + 2), 16)
                        : -1;
                if (value <= 0 || value == '/') {
                    return null;
                }
                c = (char) value;
                i += 2;
            }
            text.append(c);
        }
        return text.toString();
    }
}
