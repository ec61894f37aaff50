package muster.modules.mappers.rewrite;

import java.io.IOException;
import muster.core.Request;
import muster.io.FileStatus;
import org.jspecify.annotations.Nullable;

/// What conditions find out about paths of the file system.
final class Files {
    private Files() {}

    /// What stands at a path; null if nothing does, or it can't be looked at.
    /// @param link whether a symbolic link itself is meant
    static @Nullable FileStatus status(Request request, String path, boolean link) {
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            return null;
        }
        try {
            var files = request.server().files();
            return link ? files.lstat(path) : files.stat(path);
        } catch (IOException hidden) {
            return null;
        }
    }
}
