package muster.core;

import java.util.Arrays;
import java.util.List;
import muster.config.Warning;

/// One `.htaccess` file as it was read under one AllowOverride: what it sets, or what is wrong with it.
///
/// It remembers what merging it over other settings came to, rather than those settings remembering it: so that all of it is
/// forgotten with the file, however often files change while the server runs.
public final class AccessFile {
    private static final int MOST_REMEMBERED = 8;
    private static final Merge[] NOTHING = {};

    private final Section section;
    private final String fault;
    private final List<Warning> warnings;
    private volatile Merge[] merges = NOTHING;
    private int oldest;

    private record Merge(MergedSettings before, MergedSettings after) {}

    private AccessFile(Section section, String fault, List<Warning> warnings) {
        this.section = section;
        this.fault = fault;
        this.warnings = warnings;
    }

    static AccessFile of(Section section, List<Warning> warnings) {
        return new AccessFile(section, "", List.copyOf(warnings));
    }

    static AccessFile wrong(Section nothing, String fault, List<Warning> warnings) {
        return new AccessFile(nothing, fault, List.copyOf(warnings));
    }

    /// What is wrong with the file; empty if nothing is.
    String fault() {
        return fault;
    }

    /// What was forgiven, because AllowOverride says Nonfatal.
    List<Warning> warnings() {
        return warnings;
    }

    /// Settings with this file's merged over them. Like [MergedSettings#plus], the same result for the same settings.
    MergedSettings over(MergedSettings before) {
        for (Merge merge : merges) {
            if (merge.before == before) {
                return merge.after;
            }
        }
        return remember(new Merge(before, before.over(section))).after;
    }

    /// Threads that merge at once may forget one another's merges, and make them again.
    private Merge remember(Merge merge) {
        Merge[] known = merges;
        Merge[] more = Arrays.copyOf(known, Math.min(known.length + 1, MOST_REMEMBERED));
        int at = known.length < MOST_REMEMBERED ? known.length : oldest++ % MOST_REMEMBERED;
        more[at] = merge;
        merges = more;
        return merge;
    }
}
