package muster.config;

/// A pattern of file names as the shell has it: `?`, `*`, `[...]`, and a backslash before what is meant literally.
///
/// Matching takes time in proportion to pattern times text at worst, and allocates nothing.
public final class Wildcard {
    private final String pattern;
    private final boolean pathname;

    private Wildcard(String pattern, boolean pathname) {
        this.pattern = pattern;
        this.pathname = pathname;
    }

    /// A pattern whose wildcards match any character.
    public static Wildcard of(String pattern) {
        return new Wildcard(pattern, false);
    }

    /// A pattern whose wildcards don't match a slash.
    public static Wildcard ofPath(String pattern) {
        return new Wildcard(pattern, true);
    }

    /// Whether a text has wildcards in it; a bracket counts only if it is closed.
    public static boolean isWild(String text) {
        boolean bracket = false;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '?', '*' -> {
                    return true;
                }
                case '\\' -> i++;
                case '[' -> bracket = true;
                case ']' -> {
                    if (bracket) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    public boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /// Whether part of a text matches as a whole. When a `*` took too little, it is tried with one character more: only the last one,
    /// since an earlier one could never reach further than it.
    public boolean matches(String text, int from, int to) {
        int p = 0;
        int t = from;
        int starPattern = -1;
        int starText = 0;
        while (true) {
            if (p == pattern.length() && t == to) {
                return true;
            }
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starPattern = ++p;
                starText = t;
                continue;
            }
            int next = p < pattern.length() && t < to ? one(p, text.charAt(t)) : -1;
            if (next >= 0) {
                p = next;
                t++;
            } else if (starPattern >= 0 && starText < to && !(pathname && text.charAt(starText) == '/')) {
                p = starPattern;
                t = ++starText;
            } else {
                return false;
            }
        }
    }

    /// Matches one character against the pattern's next element.
    /// @return where the pattern goes on, or -1
    private int one(int p, char c) {
        char expected = pattern.charAt(p);
        switch (expected) {
            case '?':
                return pathname && c == '/' ? -1 : p + 1;
            case '[':
                int end = bracketEnd(p);
                if (end > 0) {
                    boolean slash = pathname && c == '/';
                    return !slash && inBracket(p + 1, end, c) ? end + 1 : -1;
                }
                return c == '[' ? p + 1 : -1;
            case '\\':
                if (p + 1 < pattern.length()) {
                    return pattern.charAt(p + 1) == c ? p + 2 : -1;
                }
                return c == '\\' ? p + 1 : -1;
            default:
                return expected == c ? p + 1 : -1;
        }
    }

    /// The closing bracket's place, or -1: a bracket right after the opening one (or its `!`) is a member.
    private int bracketEnd(int open) {
        int i = open + 1;
        if (i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^')) {
            i++;
        }
        return pattern.indexOf(']', i + 1);
    }

    private boolean inBracket(int from, int end, char c) {
        int i = from;
        boolean negated = pattern.charAt(i) == '!' || pattern.charAt(i) == '^';
        if (negated) {
            i++;
        }
        boolean found = false;
        while (i < end) {
            if (pattern.charAt(i) == '\\' && i + 1 < end) {
                i++;
            }
            char low = pattern.charAt(i);
            char high = low;
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                high = pattern.charAt(i + 2);
                i += 2;
            }
            found |= low <= c && c <= high;
            i++;
        }
        return found != negated;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
