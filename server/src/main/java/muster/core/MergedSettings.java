package muster.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.config.Settings;

/// Settings with some sections merged over them, remembering what comes of merging one section more. So each merge
/// happens once in a process, and a request walks along merges that were made for others before it.
///
/// Safe for many threads: what is remembered is replaced as a whole, and a merge made twice is the same merge.
final class MergedSettings {
    /// Beyond this many, merges are made anew each time.
    private static final int MOST_REMEMBERED = 256;
    private static final Step[] NO_STEPS = {};
    static final Section[] NO_SECTIONS = {};

    private final Settings settings;
    /// `<Files>` sections that stand in what was merged, in the order of merging.
    private final Section[] files;
    /// `<If>`, `<ElseIf>` and `<Else>` sections, likewise.
    private final Section[] conditions;
    private volatile Step[] steps = NO_STEPS;

    private record Step(Section section, MergedSettings result) {}

    /// A host's own settings, with the sections at its top level.
    MergedSettings(Settings settings, List<Section> files, List<Section> conditions) {
        this(settings, files.toArray(NO_SECTIONS), conditions.toArray(NO_SECTIONS));
    }

    private MergedSettings(Settings settings, Section[] files, Section[] conditions) {
        this.settings = settings;
        this.files = files;
        this.conditions = conditions;
    }

    Settings settings() {
        return settings;
    }

    /// Not to be changed.
    Section[] files() {
        return files;
    }

    /// Not to be changed.
    Section[] conditions() {
        return conditions;
    }

    /// These settings with a section's own merged over them.
    MergedSettings plus(Section section) {
        Step[] known = steps;
        for (Step step : known) {
            if (step.section == section) {
                return step.result;
            }
        }
        MergedSettings result = over(section);
        if (known.length < MOST_REMEMBERED) {
            Step[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = new Step(section, result);
            steps = more;
        }
        return result;
    }

    /// As [#plus], made anew.
    MergedSettings over(Section section) {
        // What is nested in a condition is looked at only after all other conditions: see SectionWalk.
        boolean condition = section.isCondition();
        return new MergedSettings(
                settings.plus(section.settings()),
                condition ? files : and(files, section.nested(), false),
                condition ? conditions : and(conditions, section.nested(), true));
    }

    private static Section[] and(Section[] before, List<Section> nested, boolean conditions) {
        if (nested.isEmpty()) {
            return before;
        }
        var all = new ArrayList<>(Arrays.asList(before));
        for (Section section : nested) {
            if (section.isCondition() == conditions) {
                all.add(section);
            }
        }
        return all.toArray(NO_SECTIONS);
    }
}
