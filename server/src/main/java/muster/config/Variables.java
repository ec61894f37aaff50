package muster.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `Define`, `-D` and the environment say, and `${NAME}` filled in from it.
final class Variables {
    private static final int NOT_DEFINED = 111;

    private final ConfigSource source;
    private final Map<String, String> defines = new LinkedHashMap<>();

    Variables(ConfigSource source) {
        this.source = source;
        source.options().defines().forEach(this::defineArgument);
    }

    /// A `-D` argument: `NAME` or `NAME=value`.
    private void defineArgument(String argument) {
        int equals = argument.indexOf('=');
        if (equals < 0) {
            defines.putIfAbsent(argument, "");
        } else {
            defines.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
    }

    boolean isDefined(String name) {
        return defines.containsKey(name);
    }

    void define(String name, String value) {
        defines.put(name, value);
    }

    void undefine(String name) {
        defines.remove(name);
    }

    Map<String, String> all() {
        return defines;
    }

    /// A line with its variables filled in. What isn't defined stays as it is, with a warning, unless its name has a colon (those
    /// belong to RewriteMap and others).
    String resolve(String line, Position position, List<Warning> warnings) {
        int dollar = line.indexOf("${");
        if (dollar < 0) {
            return line;
        }
        var resolved = new StringBuilder();
        int done = 0;
        while (dollar >= 0) {
            int end = line.indexOf('}', dollar);
            if (end < 0) {
                break;
            }
            String name = line.substring(dollar + 2, end);
            String value = value(name);
            if (value == null && name.indexOf(':') < 0) {
                warnings.add(new Warning(NOT_DEFINED, "Config variable ${" + name + "} is not defined", position));
            }
            resolved.append(line, done, dollar).append(value == null ? line.substring(dollar, end + 1) : value);
            done = end + 1;
            dollar = line.indexOf("${", done);
        }
        return resolved.append(line, done, line.length()).toString();
    }

    private @Nullable String value(String name) {
        String defined = defines.get(name);
        if (defined != null && !defined.isEmpty()) {
            return defined;
        }
        String inherited = name.isEmpty() ? null : source.environment(name);
        return inherited == null || inherited.isEmpty() ? defined : inherited;
    }

}
