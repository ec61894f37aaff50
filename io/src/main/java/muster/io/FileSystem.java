package muster.io;

import java.io.IOException;
import muster.posix.Errno;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// The files a request may see. Paths hold one byte a character; nothing here normalizes them.
public interface FileSystem {
    /// The error number of a path where nothing stands.
    int MISSING = Errno.ENOENT;

    /// What stands at a path, following symbolic links; null if nothing does (ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG).
    /// @throws muster.posix.PosixException for anything else, such as EACCES
    @Nullable FileStatus stat(String path) throws IOException;

    /// As [#stat], of a symbolic link itself.
    @Nullable FileStatus lstat(String path) throws IOException;

    /// Looks again at a path that is asked for often. Unlike [#stat], only a name that isn't there (ENOENT, ENOTDIR) is nothing: who
    /// decides by what isn't there must know that it isn't.
    /// @param before what this said last time; null if nothing was there, or nobody asked yet
    /// @return `before` itself if that still holds, so that nothing is allocated; null if nothing is there
    default @Nullable FileStatus look(KnownPath path, @Nullable FileStatus before) throws IOException {
        return stat(path.text());
    }

    /// Opens a regular file for reading. `below` is checked at open time.
    /// @param below the path never leaves this folder: `..` and symbolic links that lead out fail with EXDEV unless `links` is ALL
    OpenFile open(String path, String below, Links links) throws IOException;

    /// Opens a folder to read what is in it.
    Folder openFolder(String path) throws IOException;

    /// The kernel's error number behind a failure of these calls; 0 if there is none.
    static int errno(IOException failure) {
        return failure instanceof PosixException refused ? refused.errno() : 0;
    }

    /// The kernel's reason as httpd's logs show it: `(13)Permission denied`.
    static String reason(IOException failure) {
        int errno = errno(failure);
        return "(" + errno + ")" + Errno.text(errno);
    }

    /// Whether nobody reads what was written any more.
    static boolean isBrokenPipe(IOException failure) {
        return errno(failure) == Errno.EPIPE;
    }

    /// Whether nothing stood at the path when it was opened.
    static boolean isMissing(IOException failure) {
        int errno = errno(failure);
        return errno == Errno.ENOENT || errno == Errno.ENOTDIR;
    }

    /// Whether the way led over a symbolic link that it may not take.
    static boolean isForbiddenLink(IOException failure) {
        int errno = errno(failure);
        return errno == Errno.ELOOP || errno == Errno.EXDEV;
    }

    /// Which symbolic links a look-up follows: `Options FollowSymLinks` and `SymLinksIfOwnerMatch`.
    enum Links {
        NONE,
        IF_OWNER_MATCHES,
        ALL
    }
}
