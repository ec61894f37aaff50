package muster.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Spells out the sequences of a [FiniteForm], and gives up at the first thing that has no end or no simple meaning.
final class FiniteReader {
    private static final int MOST_CHOICES = 48;
    private static final int LONGEST_CHOICE = 64;
    private static final int BITS = 64;
    private static final String SPACES = " \t\n\013\f\r";

    private final String pattern;
    private final boolean ignoreCase;
    private int at;
    private int groupCount;
    private boolean givenUp;

    FiniteReader(String pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.ignoreCase = ignoreCase;
    }

    /// A sequence while it is being spelled out.
    /// @param groups start and end of each group so far, -1 for one that takes no part
    private record Partial(List<long[]> sets, List<int[]> groups) {
        static final Partial EMPTY = new Partial(List.of(), List.of());

        /// This sequence with another behind it.
        Partial then(Partial next) {
            var allSets = new ArrayList<>(sets);
            allSets.addAll(next.sets);
            var allGroups = new ArrayList<>(groups);
            for (int[] group : next.groups) {
                allGroups.add(new int[] {group[0], group[1] + sets.size(), group[2] + sets.size()});
            }
            return new Partial(allSets, allGroups);
        }

        /// This sequence as what a group's parentheses hold.
        Partial grouped(int number) {
            var allGroups = new ArrayList<>(groups);
            allGroups.add(new int[] {number, 0, sets.size()});
            return new Partial(sets, allGroups);
        }
    }

    @Nullable FiniteForm read() {
        boolean fromStart = skip("^");
        var gap = gap();
        List<Partial> choices = sequence();
        boolean single = at == pattern.length() || pattern.charAt(at) != '|';
        choices = otherAlternatives(choices);
        boolean toEnd = skip("$");
        boolean anchored = fromStart || toEnd || gap != SimpleForm.Gap.NONE;
        // An anchor beside a bar would belong to one alternative only.
        if (givenUp || at < pattern.length() || anchored && !single) {
            return null;
        }
        var spelled = new ArrayList<FiniteForm.Choice>();
        for (Partial choice : choices) {
            spelled.add(spelled(choice));
        }
        return FiniteForm.of(spelled, fromStart, gap, toEnd, groupCount);
    }

    private FiniteForm.Choice spelled(Partial choice) {
        var offsets = new int[2 * groupCount];
        Arrays.fill(offsets, -1);
        for (int[] group : choice.groups()) {
            offsets[2 * group[0] - 2] = group[1];
            offsets[2 * group[0] - 1] = group[2];
        }
        return new FiniteForm.Choice(choice.sets().toArray(long[][]::new), offsets);
    }

    private SimpleForm.Gap gap() {
        if (skip(".*")) {
            givenUp |= isQuantifier();
            return SimpleForm.Gap.ANY;
        }
        if (skip(".+")) {
            givenUp |= isQuantifier();
            return SimpleForm.Gap.SOME;
        }
        return SimpleForm.Gap.NONE;
    }

    /// What follows a first alternative, up to the end of the group or pattern.
    private List<Partial> otherAlternatives(List<Partial> first) {
        var all = new ArrayList<>(first);
        while (!givenUp && skip("|")) {
            all.addAll(sequence());
            givenUp |= all.size() > MOST_CHOICES;
        }
        return all;
    }

    private List<Partial> sequence() {
        List<Partial> so = List.of(Partial.EMPTY);
        while (!givenUp && at < pattern.length() && "|)$".indexOf(pattern.charAt(at)) < 0) {
            so = product(so, item());
        }
        return so;
    }

    private List<Partial> product(List<Partial> firsts, List<Partial> seconds) {
        if (firsts.size() * seconds.size() > MOST_CHOICES) {
            givenUp = true;
            return firsts;
        }
        var all = new ArrayList<Partial>();
        for (Partial first : firsts) {
            for (Partial second : seconds) {
                Partial both = first.then(second);
                givenUp |= both.sets().size() > LONGEST_CHOICE;
                all.add(both);
            }
        }
        return all;
    }

    /// A character set or a group, perhaps with `?` behind it.
    private List<Partial> item() {
        List<Partial> once = skip("(") ? group() : List.of(new Partial(List.of(set()), List.of()));
        if (skip("?")) {
            givenUp |= isQuantifier();
            var maybe = new ArrayList<>(once);
            maybe.add(Partial.EMPTY);
            return maybe;
        }
        givenUp |= isQuantifier();
        return once;
    }

    private List<Partial> group() {
        boolean captures = !skip("?:");
        if (captures && at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '*')) {
            givenUp = true;
            return List.of();
        }
        int number = captures ? ++groupCount : 0;
        List<Partial> inner = otherAlternatives(sequence());
        givenUp |= !skip(")");
        return captures ? inner.stream().map(choice -> choice.grouped(number)).toList() : inner;
    }

    private long[] set() {
        char c = pattern.charAt(at++);
        var set = new long[4];
        switch (c) {
            case '.' -> Arrays.fill(set, -1L);
            case '[' -> bracket(set);
            case '\\' -> escape(set);
            case '^', '*', '+', '?', '{' -> givenUp = true;
            default -> add(set, c);
        }
        return set;
    }

    /// After the opening bracket.
    private void bracket(long[] set) {
        boolean negated = skip("^");
        int start = at;
        while (!givenUp && at < pattern.length() && pattern.charAt(at) != ']') {
            char c = pattern.charAt(at++);
            if (c == '[') {
                givenUp = true;
            } else if (c == '\\') {
                escape(set);
                givenUp |= at < pattern.length() && pattern.charAt(at) == '-';
            } else if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                char last = pattern.charAt(at + 1);
                givenUp |= last == '\\' || last == '[' || last < c;
                at += 2;
                for (char each = c; each <= last; each++) {
                    add(set, each);
                }
            } else {
                add(set, c);
            }
        }
        // A bracket that starts with ] has it as a member.
        givenUp |= at == start || !skip("]");
        if (negated) {
            invert(set);
        }
    }

    /// After a backslash: punctuation means itself, `\d`, `\w` and `\s` are sets of ASCII.
    private void escape(long[] set) {
        char c = at < pattern.length() ? pattern.charAt(at++) : 0;
        if (c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c)) {
            add(set, c);
            return;
        }
        if ("dws".indexOf(c) < 0) {
            givenUp = true;
            return;
        }
        for (char each = 0; each < 0x80; each++) {
            boolean member =
                    switch (c) {
                        case 'd' -> each >= '0' && each <= '9';
                        case 'w' -> Character.isLetterOrDigit(each) || each == '_';
                        default -> SPACES.indexOf(each) >= 0;
                    };
            if (member) {
                add(set, each);
            }
        }
    }

    private void add(long[] set, char c) {
        if (c > 0xff) {
            givenUp = true;
            return;
        }
        set[c / BITS] |= 1L << c;
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        if (ignoreCase && letter) {
            char other = (char) (c ^ 0x20);
            set[other / BITS] |= 1L << other;
        }
    }

    private static void invert(long[] set) {
        for (int i = 0; i < set.length; i++) {
            set[i] = ~set[i];
        }
    }

    private boolean isQuantifier() {
        return at < pattern.length() && "?*+{".indexOf(pattern.charAt(at)) >= 0;
    }

    private boolean skip(String text) {
        boolean there = pattern.startsWith(text, at);
        if (there) {
            at += text.length();
        }
        return there;
    }
}
