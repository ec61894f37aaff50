package muster.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The files a request may see. Paths hold one byte a character; nothing here normalizes them.
public interface FileSystem {
    /// What stands at a path, following symbolic links; null if nothing does (ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG).
    /// @throws muster.posix.PosixException for anything else, such as EACCES
    @Nullable FileStatus stat(String path) throws IOException;

    /// As [#stat], of a symbolic link itself.
    @Nullable FileStatus lstat(String path) throws IOException;

    /// Opens a regular file for reading. `below` is checked at open time.
    /// @param below the path never leaves this folder: `..` and symbolic links that lead out fail with EXDEV unless `links` is ALL
    OpenFile open(String path, String below, Links links) throws IOException;

    /// Which symbolic links a look-up follows: `Options FollowSymLinks` and `SymLinksIfOwnerMatch`.
    enum Links {
        NONE,
        IF_OWNER_MATCHES,
        ALL
    }
}
