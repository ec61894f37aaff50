package muster.expr;

/// A pattern with `*`, `?`, `[a-z]`, `[!a]` and `\x`, matched as `apr_fnmatch` does for expressions. Time is at most text
/// times pattern, and nothing is allocated.
///
/// @param path whether `*`, `?` and brackets stop at a slash
record Glob(String pattern, boolean path, boolean ignoringCase) {
    boolean matches(String text) {
        int p = 0;
        int t = 0;
        int starPattern = -1;
        int starText = 0;
        while (p < pattern.length() || t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starPattern = ++p;
                starText = t;
                continue;
            }
            int next = p < pattern.length() && t < text.length() ? after(p, text.charAt(t)) : -1;
            if (next >= 0) {
                p = next;
                t++;
            } else if (starPattern >= 0 && starText < text.length() && !(path && text.charAt(starText) == '/')) {
                // The last star takes one character more; an earlier one could reach no further.
                p = starPattern;
                t = ++starText;
            } else {
                return false;
            }
        }
        return true;
    }

    /// Where the pattern goes on after one character, or -1 if that isn't what the pattern has at `p`.
    private int after(int p, char c) {
        char expected = pattern.charAt(p);
        return switch (expected) {
            case '?' -> path && c == '/' ? -1 : p + 1;
            case '[' -> bracket(p, c);
            case '\\' -> {
                int escaped = p + 1 < pattern.length() ? p + 1 : p;
                yield same(pattern.charAt(escaped), c) ? escaped + 1 : -1;
            }
            default -> same(expected, c) ? p + 1 : -1;
        };
    }

    /// A bracket that nothing closes is an ordinary character.
    private int bracket(int open, char c) {
        int at = open + 1;
        boolean negated = at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^');
        if (negated) {
            at++;
        }
        int close = pattern.indexOf(']', at + 1);
        if (close < 0) {
            return c == '[' ? open + 1 : -1;
        }
        if (path && c == '/') {
            return -1;
        }
        return inRange(at, close, c) != negated ? close + 1 : -1;
    }

    private boolean inRange(int from, int to, char c) {
        for (int i = from; i < to; i++) {
            if (pattern.charAt(i) == '\\' && i + 1 < to) {
                i++;
            }
            char low = pattern.charAt(i);
            char high = low;
            if (i + 2 < to && pattern.charAt(i + 1) == '-') {
                high = pattern.charAt(i + 2);
                i += 2;
            }
            if (low <= c && c <= high || ignoringCase && (between(low, other(c), high))) {
                return true;
            }
        }
        return false;
    }

    private static boolean between(char low, char c, char high) {
        return low <= c && c <= high;
    }

    private boolean same(char expected, char c) {
        return expected == c || ignoringCase && expected == other(c);
    }

    /// The same ASCII letter in the other case.
    private static char other(char c) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        return letter ? (char) (c ^ 0x20) : c;
    }
}
