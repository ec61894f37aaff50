package muster.modules.generators.autoindex;

import org.jspecify.annotations.Nullable;

/// One line of a listing.
///
/// @param name as shown and linked: a folder's ends with a slash; the parent's is the path of its URL, so it starts with one
/// @param size in bytes, -1 for none
/// @param modified seconds since the epoch, -1 for none
/// @param folder whether it is listed before files
record Entry(
        String name,
        @Nullable String icon,
        @Nullable String alt,
        @Nullable String description,
        long size,
        long modified,
        boolean folder) {
    boolean isParent() {
        return name.startsWith("/");
    }
}
