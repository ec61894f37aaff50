package muster.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern that is only literal text, perhaps with one `.*`, `.+` or `.` in it, perhaps anchored: `\.php$`, `^/docs/`,
/// `^(.+)$`, `^/old/(.*)\.html$`. Such patterns are the greater part of real configurations, and need no engine at all.
///
/// @param fromStart whether the pattern starts with `^`
/// @param prefix literal text before the gap
/// @param gap what stands between prefix and suffix
/// @param captured whether the gap is in parentheses
/// @param suffix literal text after the gap
/// @param toEnd whether the pattern ends with `$`
record SimpleForm(
        boolean fromStart, String prefix, Gap gap, boolean captured, String suffix, boolean toEnd, boolean ignoreCase)
        implements Engine {
    enum Gap {
        NONE,
        /// `.*`
        ANY,
        /// `.+`
        SOME,
        /// `.`
        ONE
    }

    private static final String SPECIAL = "\\^$.[|()?*+{";

    /// The simple form of a pattern, or null if it has none.
    static @Nullable SimpleForm of(String pattern, RegexOptions options) {
        // Each of these gives a construct below another meaning.
        if (options.extended() || options.multiline() || !options.dotAll() || !options.dollarEndOnly()) {
            return null;
        }
        return new Reader(pattern, options.ignoreCase()).read();
    }

    @Override
    public boolean matches(String subject) {
        int start = prefixAt(subject, 0);
        return start >= 0 && gapEnd(subject, start) >= 0;
    }

    @Override
    public @Nullable Match find(String subject, int from) {
        int start = prefixAt(subject, from);
        if (start < 0) {
            return null;
        }
        int gapEnd = gapEnd(subject, start);
        if (gapEnd < 0) {
            return null;
        }
        int end = gapEnd + suffix.length();
        int[] offsets = captured
                ? new int[] {start, end, start + prefix.length(), gapEnd}
                : new int[] {start, end};
        return new Match(subject, offsets);
    }

    @Override
    public int groupCount() {
        return captured ? 1 : 0;
    }

    @Override
    public List<Regex.NamedGroup> namedGroups() {
        return List.of();
    }

    /// Where the match starts, or -1. The leftmost place is the right one: a later one leaves less room for the rest.
    private int prefixAt(String subject, int from) {
        if (fromStart) {
            return from == 0 && at(subject, prefix, 0) ? 0 : -1;
        }
        if (gap == Gap.NONE && toEnd) {
            int start = subject.length() - prefix.length();
            return start >= from && at(subject, prefix, start) ? start : -1;
        }
        return first(subject, prefix, from);
    }

    /// Where the gap ends and the suffix starts, or -1 if the suffix is nowhere.
    private int gapEnd(String subject, int start) {
        int gapStart = start + prefix.length();
        int length = subject.length();
        return switch (gap) {
            case NONE -> !toEnd || gapStart == length ? gapStart : -1;
            case ONE -> gapStart < length && (!toEnd || gapStart + 1 == length) ? gapStart + 1 : -1;
            case ANY -> suffixAt(subject, gapStart);
            case SOME -> suffixAt(subject, gapStart + 1);
        };
    }

    /// Where the last possible suffix starts, not before `least`.
    private int suffixAt(String subject, int least) {
        int last = subject.length() - suffix.length();
        if (toEnd || suffix.isEmpty()) {
            return last >= least && at(subject, suffix, last) ? last : -1;
        }
        for (int i = last; i >= least; i--) {
            if (at(subject, suffix, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean at(String subject, String literal, int place) {
        return ignoreCase
                ? subject.regionMatches(true, place, literal, 0, literal.length())
                : subject.startsWith(literal, place);
    }

    private int first(String subject, String literal, int from) {
        if (!ignoreCase) {
            return subject.indexOf(literal, from);
        }
        int last = subject.length() - literal.length();
        for (int i = from; i <= last; i++) {
            if (at(subject, literal, i)) {
                return i;
            }
        }
        return -1;
    }

    /// Reads a pattern once from left to right and gives up at the first thing that isn't simple.
    private static final class Reader {
        private final String pattern;
        private final boolean ignoreCase;
        private int at;

        Reader(String pattern, boolean ignoreCase) {
            this.pattern = pattern;
            this.ignoreCase = ignoreCase;
        }

        @Nullable SimpleForm read() {
            boolean fromStart = skip("^");
            String prefix = literal();
            boolean captured = pattern.startsWith("(.*)", at) || pattern.startsWith("(.+)", at);
            Gap gap = gap();
            String suffix = gap == Gap.ANY || gap == Gap.SOME ? literal() : "";
            boolean toEnd = skip("$");
            return at < pattern.length()
                    ? null
                    : new SimpleForm(fromStart, prefix, gap, captured, suffix, toEnd, ignoreCase);
        }

        private Gap gap() {
            if (skip("(.*)") || skip(".*")) {
                return quantified() ? Gap.NONE : Gap.ANY;
            }
            if (skip("(.+)") || skip(".+")) {
                return quantified() ? Gap.NONE : Gap.SOME;
            }
            return skip(".") ? Gap.ONE : Gap.NONE;
        }

        /// Literal text as far as it goes; it stops before a character that a quantifier belongs to.
        private String literal() {
            var text = new StringBuilder();
            while (at < pattern.length()) {
                char c = pattern.charAt(at);
                int width = 1;
                if (c == '\\' && at + 1 < pattern.length() && isPunctuation(pattern.charAt(at + 1))) {
                    c = pattern.charAt(at + 1);
                    width = 2;
                } else if (SPECIAL.indexOf(c) >= 0) {
                    break;
                }
                // PCRE in the C locale leaves letters beyond ASCII as they are, Java doesn't.
                if (c >= 0x80 && ignoreCase || isQuantifier(at + width)) {
                    break;
                }
                text.append(c);
                at += width;
            }
            return text.toString();
        }

        private boolean skip(String text) {
            boolean there = pattern.startsWith(text, at);
            if (there) {
                at += text.length();
            }
            return there;
        }

        /// Steps back so that [#read] sees unread text and gives up: `.*?`, `(.+)*` and the like aren't simple.
        private boolean quantified() {
            boolean more = isQuantifier(at);
            if (more) {
                at--;
            }
            return more;
        }

        private boolean isQuantifier(int place) {
            return place < pattern.length() && "?*+{".indexOf(pattern.charAt(place)) >= 0;
        }

        private static boolean isPunctuation(char c) {
            return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
        }
    }
}
