package muster.modules.mappers.rewrite;

import org.jspecify.annotations.Nullable;

/// What a RewriteMap line declares: keys and their values.
interface RewriteMap {
    /// @param name of the map, for the log
    /// @return null if the map has no value for the key
    @Nullable String value(Rewriting at, String name, String key);
}
