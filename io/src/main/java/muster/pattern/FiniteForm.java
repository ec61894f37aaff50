package muster.pattern;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern that stands for a few sequences of character sets, perhaps anchored, perhaps with a `.*` or `.+` before them:
/// `\.(gif|jpe?g|png)$`, `.+\.ph(ar|p|tml)$`, `^WebDAVFS/1.[012]`. The sequences are spelled out when the pattern is compiled, in
/// the order in which PCRE would try them, so that a match never backtracks within one.
///
/// @param choices in the order of preference
/// @param fromStart whether the pattern starts with `^`
/// @param gap what is before the sequences: NONE, ANY or SOME
/// @param toEnd whether the pattern ends with `$`
/// @param groupCount pairs of capturing parentheses
/// @param firsts what a sequence may start with: 256 bits, or null if one of them is empty
/// @param onlyFirst the only character in `firsts`, or -1
record FiniteForm(
        Choice[] choices,
        boolean fromStart,
        SimpleForm.Gap gap,
        boolean toEnd,
        int groupCount,
        long @Nullable [] firsts,
        int onlyFirst)
        implements Engine {
    /// One sequence.
    ///
    /// @param sets what may stand at each place: 256 bits
    /// @param groups start and end of each group, from the sequence's start; -1 for a group that takes no part
    record Choice(long[][] sets, int[] groups) {
        boolean at(String subject, int place) {
            for (int i = 0; i < sets.length; i++) {
                if (!has(sets[i], subject.charAt(place + i))) {
                    return false;
                }
            }
            return true;
        }
    }

    static FiniteForm of(
            List<Choice> choices, boolean fromStart, SimpleForm.Gap gap, boolean toEnd, int groupCount) {
        var firsts = new long[4];
        boolean empty = false;
        for (Choice choice : choices) {
            empty |= choice.sets().length == 0;
            for (int i = 0; !empty && i < firsts.length; i++) {
                firsts[i] |= choice.sets()[0][i];
            }
        }
        var bits = BitSet.valueOf(firsts);
        int only = !empty && bits.cardinality() == 1 ? bits.nextSetBit(0) : -1;
        return new FiniteForm(
                choices.toArray(Choice[]::new), fromStart, gap, toEnd, groupCount, empty ? null : firsts, only);
    }

    private static boolean has(long[] set, char c) {
        return c <= 0xff && (set[c >> 6] >>> c & 1) != 0;
    }

    static @Nullable FiniteForm of(String pattern, RegexOptions options) {
        boolean usual = !options.extended() && !options.multiline() && options.dotAll() && options.dollarEndOnly();
        return usual ? new FiniteReader(pattern, options.ignoreCase()).read() : null;
    }

    @Override
    public boolean matches(String subject) {
        return search(subject, 0) != null;
    }

    @Override
    public @Nullable Match find(String subject, int from) {
        Found found = search(subject, from);
        return found == null ? null : match(subject, from, found);
    }

    @Override
    public int groupCount() {
        return groupCount;
    }

    @Override
    public List<Regex.NamedGroup> namedGroups() {
        return List.of();
    }

    /// Where a sequence stands, and which.
    private record Found(int start, Choice choice) {}

    private @Nullable Found search(String subject, int from) {
        if (fromStart && from > 0) {
            return null;
        }
        if (gap == SimpleForm.Gap.NONE) {
            return fromStart ? choiceAt(subject, from) : leftmost(subject, from);
        }
        return rightmost(subject, gap == SimpleForm.Gap.SOME ? from + 1 : from);
    }

    private @Nullable Found leftmost(String subject, int from) {
        int length = subject.length();
        for (int i = toEnd ? Math.max(from, length - longest()) : from; i <= length; i++) {
            if (onlyFirst >= 0) {
                i = subject.indexOf(onlyFirst, i);
                if (i < 0) {
                    return null;
                }
            }
            Found found = choiceAt(subject, i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// A gap takes as much as it can.
    private @Nullable Found rightmost(String subject, int least) {
        for (int i = subject.length(); i >= least; i--) {
            Found found = choiceAt(subject, i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Found choiceAt(String subject, int place) {
        int room = subject.length() - place;
        if (firsts != null && (room == 0 || !has(firsts, subject.charAt(place)))) {
            return null;
        }
        for (Choice choice : choices) {
            int length = choice.sets().length;
            if ((toEnd ? length == room : length <= room) && choice.at(subject, place)) {
                return new Found(place, choice);
            }
        }
        return null;
    }

    private int longest() {
        int longest = 0;
        for (Choice choice : choices) {
            longest = Math.max(longest, choice.sets().length);
        }
        return longest;
    }

    private Match match(String subject, int from, Found found) {
        int[] groups = found.choice().groups();
        var offsets = new int[2 + groups.length];
        offsets[0] = gap == SimpleForm.Gap.NONE ? found.start() : from;
        offsets[1] = found.start() + found.choice().sets().length;
        for (int i = 0; i < groups.length; i++) {
            offsets[2 + i] = groups[i] < 0 ? -1 : found.start() + groups[i];
        }
        return new Match(subject, offsets);
    }
}
