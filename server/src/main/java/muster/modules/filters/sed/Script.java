package muster.modules.filters.sed;

import java.util.List;
import java.util.Map;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// A compiled script. Directives of one section add to each other.
///
/// @param quiet `#n`: nothing is printed but what commands print
/// @param open how many `{` are waiting for their `}`: their commands' numbers
/// @param labels names of places to numbers of commands
/// @param lastPattern what an empty pattern means next
/// @param fault what keeps the script from running, such as a label that isn't there; null if nothing does
record Script(
        List<Command> commands,
        boolean quiet,
        List<Integer> open,
        Map<String, Integer> labels,
        @Nullable Regex lastPattern,
        @Nullable String fault) {
    static final Script NONE = new Script(List.of(), false, List.of(), Map.of(), null, null);

    boolean isEmpty() {
        return commands.isEmpty();
    }
}
