package muster.modules.mappers.rewrite;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigSlot;
import muster.config.Context;

/// Everything said about rewriting in one place, or in several merged places. Immutable.
///
/// Merging goes by rounds, as httpd walks sections: all directories (and `.htaccess` files) are merged with each other first, then over
/// what was before them; then all Files sections, and so on. It makes a difference for RewriteOptions Inherit at the top of a server:
/// that is no word about directories and the directories in them.
///
/// @param before what the rounds before this one have come to
/// @param round which round `now` belongs to
/// @param now the places of this round, merged
/// @param section what holds: `now` merged over `before`
record RewriteSettings(HostRules host, DirectoryRules before, Round round, DirectoryRules now, DirectoryRules section) {
    static final RewriteSettings UNSAID = new RewriteSettings(
            HostRules.UNSAID, DirectoryRules.UNSAID, Round.TOP, DirectoryRules.UNSAID, DirectoryRules.UNSAID);

    static final ConfigSlot<RewriteSettings> SLOT =
            ConfigSlot.directory("mod_rewrite", UNSAID, RewriteSettings::merge);

    /// The kinds of places, in the order they are merged.
    enum Round {
        TOP,
        DIRECTORIES,
        FILES,
        LOCATIONS,
        CONDITIONS;

        static Round of(Arguments line) {
            if (line.sectionPath().isEmpty()) {
                return TOP;
            }
            String around = line.section().toLowerCase(Locale.ROOT);
            if (around.startsWith("<files")) {
                return FILES;
            }
            if (around.startsWith("<if") || around.startsWith("<else")) {
                return CONDITIONS;
            }
            return line.location().isEmpty() && !around.startsWith("<location") ? DIRECTORIES : LOCATIONS;
        }
    }

    private static RewriteSettings of(HostRules host, DirectoryRules before, Round round, DirectoryRules now) {
        return new RewriteSettings(host, before, round, now, DirectoryRules.merge(before, now));
    }

    /// These settings with the place of a line noted: httpd tells a place where rewriting is spoken of from one where it isn't.
    RewriteSettings at(Arguments line) {
        Round here = Round.of(line);
        HostRules rules = here == Round.TOP ? host.spoken(line.context() == Context.VIRTUAL_HOST) : host;
        return of(rules, before, here, now.spoken(line.sectionPath()));
    }

    RewriteSettings with(HostRules changed) {
        return new RewriteSettings(changed, before, round, now, section);
    }

    /// Settings of one place with that place's part changed.
    RewriteSettings with(DirectoryRules changed) {
        return of(host, before, round, changed);
    }

    private static RewriteSettings merge(RewriteSettings outer, RewriteSettings inner) {
        HostRules host = HostRules.merge(outer.host, inner.host);
        if (!inner.now.said()) {
            return new RewriteSettings(host, outer.before, outer.round, outer.now, outer.section);
        }
        return outer.round == inner.round
                ? of(host, outer.before, outer.round, DirectoryRules.merge(outer.now, inner.now))
                : of(host, outer.section, inner.round, inner.now);
    }
}
