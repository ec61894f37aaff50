package muster.modules.mappers.negotiation;

import org.jspecify.annotations.Nullable;

/// The lines of a type map: those that start with `#` are comments, those that start with white space continue the one before.
final class MapLines {
    private final String text;
    private int at;

    MapLines(String text) {
        this.text = text;
    }

    /// The next header line with its line ends, or a blank line between blocks; null at the end.
    @Nullable String next() {
        String first;
        do {
            if (at >= text.length()) {
                return null;
            }
            first = line();
        } while (first.startsWith("#"));
        if (first.isBlank() || first.regionMatches(true, 0, "Body:", 0, 5)) {
            return first;
        }
        var whole = new StringBuilder(first);
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                line();
            } else if (Scan.isSpace(text.charAt(at))) {
                while (at < text.length() && text.charAt(at) != '\n' && Scan.isSpace(text.charAt(at))) {
                    at++;
                }
                if (at >= text.length() || text.charAt(at) == '\n') {
                    break;
                }
                String more = line();
                whole.append(more).append(more.endsWith("\n") ? "" : "\n");
            } else {
                break;
            }
        }
        return whole.toString();
    }

    private String line() {
        int end = text.indexOf('\n', at);
        int next = end < 0 ? text.length() : end + 1;
        String line = text.substring(at, next);
        at = next;
        return line;
    }

    /// Where the next line starts.
    int position() {
        return at;
    }

    /// Goes behind the line that holds the word that ends a body.
    /// @return the body's length, -1 if the word isn't there within so many characters
    int body(String end, int most) {
        int start = at;
        int found = text.indexOf(end, start);
        if (found < 0 || found + end.length() > start + most || start >= text.length()) {
            return -1;
        }
        at = found + end.length();
        line();
        return found - start;
    }
}
