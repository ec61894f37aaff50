package muster.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a [ConfigSource] answered, question by question. Sorted, so that equal answers make equal snapshots.
///
/// @param files content by path
/// @param secrets what was made for this generation, by name
/// @param shared sizes of the memory that children share, by name
/// @param failures the system's words, by path, for files and directories that couldn't be read
record Answers(
        Map<String, byte[]> files,
        Map<String, String> failures,
        Map<String, ConfigSource.Kind> kinds,
        Map<String, List<String>> lists,
        Map<String, @Nullable String> environment,
        Map<String, List<String>> addresses,
        Map<String, byte[]> secrets,
        Map<String, Long> shared) {
    /// Each piece begins on a cache line of its own.
    private static final long ALIGNMENT = 64;

    static Answers none() {
        return new Answers(
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    void addAll(Answers other) {
        files.putAll(other.files);
        failures.putAll(other.failures);
        kinds.putAll(other.kinds);
        lists.putAll(other.lists);
        environment.putAll(other.environment);
        addresses.putAll(other.addresses);
        secrets.putAll(other.secrets);
        shared.putAll(other.shared);
    }

    /// Where a piece of the shared memory begins.
    long sharedAt(String name) {
        long at = 0;
        for (var piece : shared.entrySet()) {
            if (piece.getKey().equals(name)) {
                return at;
            }
            at += aligned(piece.getValue());
        }
        return -1;
    }

    /// How much shared memory there is in all.
    long sharedBytes() {
        return shared.values().stream().mapToLong(Answers::aligned).sum();
    }

    private static long aligned(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
