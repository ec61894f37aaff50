package muster.modules.filters.substitute;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a section says of substitutions.
///
/// @param most SubstituteMaxLineLength in bytes; null where nothing is said
/// @param inheritBefore SubstituteInheritBefore; null where nothing is said
record SubstituteSettings(List<Substitution> substitutions, @Nullable Long most, @Nullable Boolean inheritBefore) {
    static final SubstituteSettings UNSET = new SubstituteSettings(List.of(), null, null);

    private static final long USUAL = 1 << 20;

    long mostLength() {
        return most == null ? USUAL : most;
    }

    SubstituteSettings plus(Substitution one) {
        return new SubstituteSettings(together(substitutions, List.of(one)), most, inheritBefore);
    }

    /// The inner section's come first, unless it (or one around it) says otherwise.
    static SubstituteSettings merge(SubstituteSettings outer, SubstituteSettings inner) {
        Boolean before = inner.inheritBefore != null ? inner.inheritBefore : outer.inheritBefore;
        List<Substitution> all = before != null && before
                ? together(outer.substitutions, inner.substitutions)
                : together(inner.substitutions, outer.substitutions);
        return new SubstituteSettings(all, inner.most != null ? inner.most : outer.most, before);
    }

    private static List<Substitution> together(List<Substitution> one, List<Substitution> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        var all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
