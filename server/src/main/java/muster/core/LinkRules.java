package muster.core;

import muster.io.FileSystem.Links;
import org.jspecify.annotations.Nullable;

/// Which options hold for the symbolic links that lie in the folders of one path, as the section walk found them: a folder and what
/// is below it, up to the next folder where something else holds. Made only for paths where links aren't simply followed. Immutable.
///
/// @param end where the folder's name ends in the path
/// @param outer what held before; null if links were followed
record LinkRules(int end, Options options, @Nullable LinkRules outer) {
    /// The options for links in the folder that ends at a place of the path.
    static Options at(@Nullable LinkRules rules, int folderEnd) {
        LinkRules found = rules;
        while (found != null && found.end > folderEnd) {
            found = found.outer;
        }
        return found == null ? Options.DEFAULT : found.options;
    }

    /// These rules, and what one folder further down says.
    static @Nullable LinkRules and(@Nullable LinkRules rules, int end, Options options) {
        boolean same = rules == null ? options.has(Options.FOLLOW_SYM_LINKS) : rules.options == options;
        return same ? rules : new LinkRules(end, options, rules);
    }

    /// Which links the last folders of the path let be followed, from [#start] on.
    Links links() {
        if (options.has(Options.FOLLOW_SYM_LINKS)) {
            return Links.ALL;
        }
        return options.has(Options.SYM_LINKS_IF_OWNER_MATCH) ? Links.IF_OWNER_MATCHES : Links.NONE;
    }

    /// Where in the path that begins: the end of the outermost folder from which on the same holds.
    int start() {
        LinkRules first = this;
        while (first.outer != null && first.outer.links() == links()) {
            first = first.outer;
        }
        return first.end;
    }
}
