package muster.modules.filters.sed;

import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// One command of a script.
///
/// @param first the line, or the first of a range; null for all lines
/// @param last the last of a range; null for none
/// @param negated `!`
record Command(@Nullable Address first, @Nullable Address last, boolean negated, Action action) {
    Command with(Action other) {
        return new Command(first, last, negated, other);
    }

    /// What it does.
    sealed interface Action {
        /// `g`, `d` and the others that are only a letter.
        record Letter(char letter) implements Action {}

        /// `b`, `t`, and a `{` whose lines don't match.
        /// @param conditional whether only after a substitution
        /// @param label the name that is still to be found; null once the target is known
        /// @param target the command to go on with; the number of commands for the end
        record Jump(boolean conditional, @Nullable String label, int target) implements Action {}

        /// `a`, `i`, `c`
        record Text(char letter, String text) implements Action {}

        /// `r`
        record ReadFile(String path) implements Action {}

        /// `s`
        /// @param which the match that is replaced, counted from 1; [#ALL] for `g`; 0 for the first
        /// @param print `p`, `P` or 0: what is printed after a substitution, in scripts that print nothing by themselves
        record Substitute(Regex pattern, String replacement, int which, char print) implements Action {
            static final int ALL = 999;
        }

        /// `y`
        /// @param table from byte to byte
        record Translate(char[] table) implements Action {}
    }
}
