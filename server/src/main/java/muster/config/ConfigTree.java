package muster.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A configuration as it was read: all files put together, conditions resolved, variables filled in; not yet carried out.
///
/// @param directives from the top level, in order
/// @param includes every file that was read, in order
/// @param defines what is defined at the end, by name, in the order of the definitions; an empty value for a bare name
/// @param serverRoot as ServerRoot or `-d` has it: absolute, without a slash at the end
/// @param runtimeDirectory DefaultRuntimeDir, absolute
public record ConfigTree(
        List<Directive> directives,
        List<IncludedFile> includes,
        Map<String, String> defines,
        String serverRoot,
        String runtimeDirectory,
        List<Warning> warnings) {
    public ConfigTree {
        directives = List.copyOf(directives);
        includes = List.copyOf(includes);
        defines = Collections.unmodifiableMap(new LinkedHashMap<>(defines));
        warnings = List.copyOf(warnings);
    }
}
