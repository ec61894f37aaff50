package muster.modules.filters.sed;

import muster.pattern.Regex;

/// Which lines a command is for.
sealed interface Address {
    /// `$`
    record Last() implements Address {}

    record Line(long number) implements Address {}

    /// `/pattern/`
    record Matching(Regex pattern) implements Address {}
}
