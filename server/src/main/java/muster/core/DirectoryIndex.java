package muster.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.config.FilePaths;
import muster.config.Wildcard;
import org.jspecify.annotations.Nullable;

/// The `<Directory path>` sections of one host, arranged so that a file's path is gone along once: plain paths are found by a hash
/// that grows with the path, patterns with wildcards are tried only where the path has as many names as they have. Allocates
/// nothing. Immutable.
final class DirectoryIndex {
    private static final Entry[] NOTHING = {};
    private static final Pattern[] NO_PATTERNS = {};

    /// The sections for one plain path, in the order of the configuration.
    private record Entry(int hash, String path, Ranked[] sections) {}

    private record Ranked(int rank, Section section) {}

    private record Pattern(int rank, Section section, Wildcard wildcard) {}

    private final Section[] root;
    /// Buckets by hash; a power of two of them.
    private final Entry[][] buckets;
    /// Patterns by the number of names in their paths.
    private final Pattern[][] patterns;

    /// @param sections in the order of the configuration, the main server's first
    DirectoryIndex(List<Section> sections) {
        Map<String, List<Ranked>> plain = new HashMap<>();
        Map<Integer, List<Pattern>> wild = new HashMap<>();
        int deepest = 0;
        for (int rank = 0; rank < sections.size(); rank++) {
            Section section = sections.get(rank);
            String path = FilePaths.withoutSlash(section.argument());
            if (Wildcard.isWild(path)) {
                int depth = components(path);
                deepest = Math.max(deepest, depth);
                wild.computeIfAbsent(depth, _ -> new ArrayList<>())
                        .add(new Pattern(rank, section, Wildcard.ofPath(path)));
            } else {
                plain.computeIfAbsent(path, _ -> new ArrayList<>()).add(new Ranked(rank, section));
            }
        }
        root = plain.getOrDefault("/", List.of()).stream().map(Ranked::section).toArray(Section[]::new);
        plain.remove("/");
        buckets = buckets(plain);
        patterns = new Pattern[deepest + 1][];
        for (int depth = 0; depth <= deepest; depth++) {
            patterns[depth] = wild.getOrDefault(depth, List.of()).toArray(NO_PATTERNS);
        }
    }

    private static Entry[][] buckets(Map<String, List<Ranked>> plain) {
        int size = Integer.highestOneBit(Math.max(1, plain.size()) * 4);
        var buckets = new Entry[size][];
        Arrays.fill(buckets, NOTHING);
        plain.forEach((path, sections) -> {
            int hash = path.hashCode();
            int at = hash & size - 1;
            Entry[] more = Arrays.copyOf(buckets[at], buckets[at].length + 1);
            more[more.length - 1] = new Entry(hash, path, sections.toArray(Ranked[]::new));
            buckets[at] = more;
        });
        return buckets;
    }

    /// How many names a path has: what `<Directory>` sections are ordered by.
    static int components(String path) {
        int count = 0;
        for (int i = 0; i + 1 < path.length(); i++) {
            if (path.charAt(i) == '/') {
                count++;
            }
        }
        return count;
    }

    MergedSettings mergeRoot(MergedSettings from) {
        MergedSettings merged = from;
        for (Section section : root) {
            merged = merged.plus(section);
        }
        return merged;
    }

    /// Merges the sections for one directory of a path.
    /// @param end where the directory's name ends in the path
    /// @param hash of the path up to there, as [String#hashCode] has it
    /// @param depth how many names that is
    MergedSettings merge(MergedSettings from, String path, int end, int hash, int depth) {
        Ranked[] plain = plain(path, end, hash);
        Pattern[] wild = depth < patterns.length ? patterns[depth] : NO_PATTERNS;
        MergedSettings merged = from;
        int next = 0;
        for (Pattern pattern : wild) {
            if (pattern.wildcard.matches(path, 0, end)) {
                while (plain != null && next < plain.length && plain[next].rank < pattern.rank) {
                    merged = merged.plus(plain[next++].section);
                }
                merged = merged.plus(pattern.section);
            }
        }
        while (plain != null && next < plain.length) {
            merged = merged.plus(plain[next++].section);
        }
        return merged;
    }

    private Ranked @Nullable [] plain(String path, int end, int hash) {
        for (Entry entry : buckets[hash & buckets.length - 1]) {
            if (entry.hash == hash && entry.path.length() == end && path.startsWith(entry.path)) {
                return entry.sections;
            }
        }
        return null;
    }
}
