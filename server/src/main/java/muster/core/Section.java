package muster.core;

import java.util.List;
import muster.config.Position;
import muster.config.Settings;
import org.jspecify.annotations.Nullable;

/// A compiled section: what must match, and what it sets. Sections may nest (`<Files>` in `<Directory>`, `<If>` anywhere).
///
/// @param kind what is matched against what
/// @param argument the section's argument as written
/// @param matches decides for one request; compiled when the configuration is read
/// @param settings what the section itself sets
/// @param nested sections inside it, in their order
/// @param position for messages
public record Section(
        Kind kind, String argument, Matches matches, Settings settings, List<Section> nested, Position position) {
    /// A section is itself and no other: maps are keyed by it on every request, which must not look at all that it holds.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    public enum Kind {
        DIRECTORY,
        DIRECTORY_MATCH,
        FILES,
        FILES_MATCH,
        LOCATION,
        LOCATION_MATCH,
        IF,
        ELSE_IF,
        ELSE,
        /// `<Limit>` and `<LimitExcept>`: matched against the method, merged where they stand.
        LIMIT,
        /// An `.htaccess` file.
        HTACCESS
    }

    /// Whether this is an `<If>` or belongs to one.
    public boolean isCondition() {
        return kind == Kind.IF || kind == Kind.ELSE_IF || kind == Kind.ELSE;
    }

    /// Whether a section applies.
    @FunctionalInterface
    public interface Matches {
        /// @param subject the file's path, its name, or the URL path; expressions look at the request
        boolean test(Request request, String subject);
    }
}
