package muster.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a [ConfigSource] answered, question by question. Sorted, so that equal answers make equal snapshots.
///
/// @param files content by path
/// @param secrets what was made for this generation, by name
/// @param failures the system's words, by path, for files and directories that couldn't be read
record Answers(
        Map<String, byte[]> files,
        Map<String, String> failures,
        Map<String, ConfigSource.Kind> kinds,
        Map<String, List<String>> lists,
        Map<String, @Nullable String> environment,
        Map<String, List<String>> addresses,
        Map<String, byte[]> secrets) {
    static Answers none() {
        return new Answers(
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}
