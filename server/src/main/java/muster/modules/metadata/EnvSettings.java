package muster.modules.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import muster.core.Environment;

/// What SetEnv, PassEnv and UnsetEnv say in one section.
///
/// @param variables to set, in their order
/// @param unset to take away from what outer sections set
record EnvSettings(Map<String, String> variables, Set<String> unset) {
    static final EnvSettings UNSET = new EnvSettings(Map.of(), Set.of());

    EnvSettings setting(String name, String value) {
        var more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new EnvSettings(Collections.unmodifiableMap(more), unset);
    }

    EnvSettings unsetting(String name) {
        var more = new LinkedHashSet<>(unset);
        more.add(name);
        var fewer = new LinkedHashMap<>(variables);
        fewer.remove(name);
        return new EnvSettings(Collections.unmodifiableMap(fewer), Collections.unmodifiableSet(more));
    }

    /// UnsetEnv takes away what outer sections set; what its own section sets after it stays.
    static EnvSettings merge(EnvSettings outer, EnvSettings inner) {
        var variables = new LinkedHashMap<>(outer.variables);
        variables.keySet().removeAll(inner.unset);
        variables.putAll(inner.variables);
        return new EnvSettings(Collections.unmodifiableMap(variables), inner.unset);
    }

    void applyTo(Environment environment) {
        for (var variable : variables.entrySet()) {
            environment.set(variable.getKey(), variable.getValue());
        }
    }
}
