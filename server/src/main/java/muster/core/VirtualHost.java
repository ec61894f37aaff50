package muster.core;

import java.util.List;
import muster.config.Position;
import muster.config.Settings;
import org.jspecify.annotations.Nullable;

/// A server of the configuration: the main one, or a `<VirtualHost>`. Its settings already contain the main server's.
///
/// @param addresses as written in the section: `*:80`; empty for the main server
/// @param serverName host part of ServerName, lower case
/// @param serverPort of ServerName; 0 if it names none
/// @param scheme of ServerName (`https://...`), or null
/// @param aliases ServerAlias, lower case, perhaps with `*` and `?`
/// @param settings SERVER scope and the server-level part of DIRECTORY scope
/// @param directories `<Directory>` sections of the main server and this one, in merge order (short paths first)
/// @param directoryMatches `<DirectoryMatch>` and `<Directory ~>`
/// @param files `<Files>`, `<FilesMatch>`
/// @param locations `<Location>`, `<LocationMatch>`
/// @param conditions `<If>` chains
public record VirtualHost(
        List<String> addresses,
        String serverName,
        int serverPort,
        @Nullable String scheme,
        List<String> aliases,
        Settings settings,
        List<Section> directories,
        List<Section> directoryMatches,
        List<Section> files,
        List<Section> locations,
        List<Section> conditions,
        Position position) {
    /// A host is itself and no other: maps are keyed by it on every request, which must not look at all that it holds.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
