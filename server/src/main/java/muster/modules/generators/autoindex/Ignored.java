package muster.modules.generators.autoindex;

import java.util.ArrayList;
import java.util.List;
import muster.config.Wildcard;

/// What IndexIgnore says: names that are not listed.
///
/// @param reset IndexIgnoreReset: what outer sections ignore doesn't count
record Ignored(List<Wildcard> names, boolean reset) {
    static final Ignored UNSET = new Ignored(List.of(), false);

    Ignored {
        names = List.copyOf(names);
    }

    /// Of a word with slashes the last segment counts.
    Ignored with(String word) {
        return new Ignored(joined(names, List.of(Marks.simple(word.substring(word.lastIndexOf('/') + 1)))), reset);
    }

    Ignored withReset(boolean on) {
        return new Ignored(names, on);
    }

    static Ignored merge(Ignored outer, Ignored inner) {
        return new Ignored(inner.reset ? inner.names : joined(inner.names, outer.names), false);
    }

    private static List<Wildcard> joined(List<Wildcard> first, List<Wildcard> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    boolean has(String name) {
        for (Wildcard pattern : names) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
