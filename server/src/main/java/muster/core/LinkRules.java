package muster.core;

import org.jspecify.annotations.Nullable;

/// Which options hold for the symbolic links that lie in the folders of one path, as the section walk found them: a folder and what
/// is below it, up to the next folder where something else holds. Made only for paths where links aren't simply followed. Immutable.
///
/// @param end where the folder's name ends in the path
/// @param outer what held before; null if links were followed
record LinkRules(int end, Options options, @Nullable LinkRules outer) {
    /// The options for links in the folder that ends at a place of the path.
    Options at(int folderEnd) {
        LinkRules rules = this;
        while (rules != null && rules.end > folderEnd) {
            rules = rules.outer;
        }
        return rules == null ? Options.DEFAULT : rules.options;
    }

    /// These rules, and what one folder further down says.
    static @Nullable LinkRules and(@Nullable LinkRules rules, int end, Options options) {
        boolean same = rules == null ? options.has(Options.FOLLOW_SYM_LINKS) : rules.options == options;
        return same ? rules : new LinkRules(end, options, rules);
    }
}
