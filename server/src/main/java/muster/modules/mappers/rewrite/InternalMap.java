package muster.modules.mappers.rewrite;

import java.util.Map;
import java.util.function.UnaryOperator;
import muster.http.UriEscape;
import org.jspecify.annotations.Nullable;

/// `int:`: functions of the server itself.
///
/// @param inPlace whether httpd changes the key itself: its log shows the value in the key's place
record InternalMap(UnaryOperator<String> function, boolean inPlace) implements RewriteMap {
    private static final Map<String, InternalMap> ALL = Map.of(
            "toupper", new InternalMap(Ascii::upper, true),
            "tolower", new InternalMap(Ascii::lower, true),
            "escape", new InternalMap(UriEscape::path, false),
            "unescape", new InternalMap(InternalMap::unescape, true));

    static @Nullable InternalMap named(String name) {
        return ALL.get(name);
    }

    @Override
    public String value(Rewriting at, String name, String key) {
        String value = function.apply(key);
        if (at.traces(5)) {
            at.trace(5, "map lookup OK: map=" + name + " key=" + (inPlace ? value : key) + " -> val=" + value);
        }
        return value;
    }

    /// What isn't percent-encoded properly stays; a NUL ends the text.
    private static String unescape(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low == 0 && high == 0) {
                break;
            }
            if (low >= 0) {
                plain.append((char) (high << 4 | low));
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
