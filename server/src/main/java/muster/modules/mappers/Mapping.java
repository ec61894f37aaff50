package muster.modules.mappers;

import java.util.ArrayList;
import java.util.List;
import muster.pattern.Match;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// What an Alias or Redirect matches: a URL prefix or a regular expression.
public sealed interface Mapping {
    /// Segments count: `/icons` is followed by nothing or a slash. Any number of slashes in the prefix matches any number in the URL.
    record Prefix(String prefix) implements Mapping {
        /// How much of a URL path this matches, from its start; 0 for nothing.
        public int lengthIn(String url) {
            int at = 0;
            int i = 0;
            while (i < prefix.length()) {
                if (at == url.length() || url.charAt(at) != prefix.charAt(i)) {
                    return 0;
                }
                if (prefix.charAt(i) == '/') {
                    i = skipSlashes(prefix, i);
                    at = skipSlashes(url, at);
                } else {
                    i++;
                    at++;
                }
            }
            boolean whole = i > 0 && prefix.charAt(i - 1) == '/' || at == url.length() || url.charAt(at) == '/';
            return whole ? at : 0;
        }

        private static int skipSlashes(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) == '/') {
                at++;
            }
            return at;
        }
    }

    record Pattern(Regex regex) implements Mapping {}

    /// A text with `$0` to `$9`, and `\` to take the next character as it is (httpd's `ap_pregsub`).
    record Substitution(String text, List<Object> pieces) {
        /// Reads the text once; pieces are Strings and group numbers.
        public static Substitution of(String text) {
            var pieces = new ArrayList<Object>();
            var literal = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean digitNext = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
                if (c == '$' && digitNext) {
                    pieces.add(literal.toString());
                    literal.setLength(0);
                    pieces.add(text.charAt(++i) - '0');
                } else if (c == '\\' && i + 1 < text.length()) {
                    literal.append(text.charAt(++i));
                } else {
                    literal.append(c);
                }
            }
            pieces.add(literal.toString());
            return new Substitution(text, List.copyOf(pieces));
        }

        public String in(Match match) {
            var filled = new StringBuilder();
            for (Object piece : pieces) {
                filled.append(piece instanceof Integer group ? match.text(group) : piece);
            }
            return filled.toString();
        }

        /// What stands before the first group.
        public String literalStart() {
            return (String) pieces.getFirst();
        }
    }

    /// Whether everything `later` matches is matched by this too, so that a later line is never reached.
    default boolean covers(Mapping later) {
        return this instanceof Prefix mine && later instanceof Prefix other && mine.lengthIn(other.prefix()) > 0;
    }

    /// @return the expanded target, or null if the URL isn't matched
    /// @param onPrefix makes the target from what follows a matched prefix
    default @Nullable String target(String url, Substitution target, OnPrefix onPrefix) {
        return switch (this) {
            case Prefix prefix -> {
                int length = prefix.lengthIn(url);
                yield length == 0 ? null : onPrefix.join(target.text(), url.substring(length));
            }
            case Pattern pattern -> {
                Match match = pattern.regex().find(url);
                yield match == null ? null : target.in(match);
            }
        };
    }

    /// Joins a target and the rest of a URL path.
    @FunctionalInterface
    interface OnPrefix {
        String join(String target, String rest);
    }
}
