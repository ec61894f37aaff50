package muster.core;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request's environment variables (httpd's `subprocess_env`): SetEnv, SetEnvIf, rewrite flags; for programs, logs and
/// conditions. Nothing is allocated while it is empty.
public final class Environment {
    private Map<String, String> variables = Map.of();

    public @Nullable String get(String name) {
        return variables.get(name);
    }

    public boolean has(String name) {
        return variables.containsKey(name);
    }

    public void set(String name, String value) {
        if (variables.isEmpty()) {
            variables = new LinkedHashMap<>();
        }
        variables.put(name, value);
    }

    public void unset(String name) {
        if (!variables.isEmpty()) {
            variables.remove(name);
        }
    }

    /// A copy, for a request that starts with what another knows.
    Environment copy() {
        var copy = new Environment();
        if (!variables.isEmpty()) {
            copy.variables = new LinkedHashMap<>(variables);
        }
        return copy;
    }

    /// Takes over what a request knew before it was redirected internally: every name with `REDIRECT_` before it.
    void inheritRedirected(Environment before) {
        for (var variable : before.variables.entrySet()) {
            set("REDIRECT_" + variable.getKey(), variable.getValue());
        }
    }

    /// In the order they were set; not to be changed.
    public Map<String, String> all() {
        return variables;
    }
}
