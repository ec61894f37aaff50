package muster.modules.mappers;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a section says of programs.
///
/// @param actions by media type or handler, in lower case
/// @param scripts URL paths by method
record ActionSettings(Map<String, Action> actions, Map<String, String> scripts) {
    static final ActionSettings UNSET = new ActionSettings(Map.of(), Map.of());

    /// @param script the program's URL path
    /// @param virtual whether it also answers for files that don't exist
    record Action(String script, boolean virtual) {}

    ActionSettings withAction(String kind, Action action) {
        return new ActionSettings(joined(actions, Map.of(kind, action)), scripts);
    }

    ActionSettings withScript(String method, String script) {
        return new ActionSettings(actions, joined(scripts, Map.of(method, script)));
    }

    static ActionSettings merge(ActionSettings outer, ActionSettings inner) {
        return new ActionSettings(joined(outer.actions, inner.actions), joined(outer.scripts, inner.scripts));
    }

    private static <T> Map<String, T> joined(Map<String, T> outer, Map<String, T> inner) {
        var all = new LinkedHashMap<>(outer);
        all.putAll(inner);
        return Map.copyOf(all);
    }
}
