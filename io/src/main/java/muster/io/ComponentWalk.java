package muster.io;

import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.Statx;

/// Resolves a path one component at a time, holding each folder open, so that nobody can swap a symbolic link
/// in between the check and the use. For what `openat2` can't do: comparing owners (`SymLinksIfOwnerMatch`), and old kernels.
final class ComponentWalk {
    private static final int TYPE = 0xF000;
    private static final int LINK = 0xA000;
    private static final int FOLDER = FileIo.O_PATH | FileIo.O_DIRECTORY;

    private ComponentWalk() {}

    /// Opens `rest` below an open folder, which stays the caller's.
    /// @param rest relative; empty components and `.` are skipped, `..` is refused with EXDEV
    /// @param links NONE or IF_OWNER_MATCHES; the owner of a link is compared with that of what it finally leads to
    /// @return a descriptor or the negated errno
    static int open(int root, String rest, int flags, FileSystem.Links links) {
        int folder = root;
        int at = 0;
        while (true) {
            int slash = rest.indexOf('/', at);
            boolean last = slash < 0;
            String name = last ? rest.substring(at) : rest.substring(at, slash);
            at = slash + 1;
            if (!last && (name.isEmpty() || name.equals("."))) {
                continue;
            }
            int next = name.equals("..") ? -Errno.EXDEV : step(folder, name, last ? flags : FOLDER, links);
            if (folder != root) {
                Descriptors.close(folder);
            }
            if (last || next < 0) {
                return next;
            }
            folder = next;
        }
    }

    private static int step(int folder, String name, int flags, FileSystem.Links links) {
        int fd = FileIo.openat(folder, name, flags | FileIo.O_NOFOLLOW);
        // O_NOFOLLOW says ELOOP for a link, but ENOTDIR when asked for a folder too.
        if (fd != -Errno.ELOOP && fd != -Errno.ENOTDIR) {
            return fd;
        }
        var statx = Statx.mine();
        if (statx.at(folder, name, false) < 0 || (statx.mode() & TYPE) != LINK) {
            return fd;
        }
        return links == FileSystem.Links.NONE ? -Errno.ELOOP : follow(folder, name, flags, statx.uid());
    }

    /// Opens what a link leads to first and compares owners after: what was compared is what was opened.
    private static int follow(int folder, String name, int flags, int owner) {
        int fd = FileIo.openat(folder, name, flags);
        if (fd < 0) {
            return fd;
        }
        var statx = Statx.mine();
        int result = statx.descriptor(fd);
        if (result < 0 || statx.uid() != owner) {
            Descriptors.close(fd);
            return result < 0 ? result : -Errno.ELOOP;
        }
        return fd;
    }
}
