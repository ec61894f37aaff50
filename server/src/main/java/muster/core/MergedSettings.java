package muster.core;

import java.util.Arrays;
import muster.config.Settings;

/// Settings with some sections merged over them, remembering what comes of merging one section more. So each merge
/// happens once in a process, and a request walks along merges that were made for others before it.
///
/// Safe for many threads: what is remembered is replaced as a whole, and a merge made twice is the same merge.
final class MergedSettings {
    /// Sections that `.htaccess` files bring come and go; beyond this many, merges are made anew each time.
    private static final int MOST_REMEMBERED = 256;
    private static final Step[] NONE = {};

    private final Settings settings;
    private volatile Step[] steps = NONE;

    private record Step(Section section, MergedSettings result) {}

    MergedSettings(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /// These settings with a section's own merged over them.
    MergedSettings plus(Section section) {
        Step[] known = steps;
        for (Step step : known) {
            if (step.section == section) {
                return step.result;
            }
        }
        var result = new MergedSettings(settings.plus(section.settings()));
        if (known.length < MOST_REMEMBERED) {
            Step[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = new Step(section, result);
            steps = more;
        }
        return result;
    }
}
