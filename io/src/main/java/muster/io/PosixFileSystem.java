package muster.io;

import java.io.IOException;
import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.PosixException;
import muster.posix.Statx;
import org.jspecify.annotations.Nullable;

/// The machine's files, through its system calls. One for a process; used by all its threads.
public final class PosixFileSystem implements FileSystem {
    /// O_NONBLOCK: should a named pipe stand there, opening it must not wait for a writer before we see what it is.
    private static final int READING = FileIo.O_RDONLY | FileIo.O_NONBLOCK;

    private static final long NO_LINKS =
            FileIo.RESOLVE_BENEATH | FileIo.RESOLVE_NO_SYMLINKS | FileIo.RESOLVE_NO_MAGICLINKS;
    private static final int RENAMED_MEANWHILE_TRIES = 8;

    /// False once the kernel, or a container's filter of system calls, has refused `openat2` as such.
    private volatile boolean openat2Works;

    public PosixFileSystem() {
        this(true);
    }

    /// @param openat2 false makes it behave as on a kernel older than 5.6
    PosixFileSystem(boolean openat2) {
        this.openat2Works = openat2;
    }

    @Override
    public @Nullable FileStatus stat(String path) throws IOException {
        return status(path, true);
    }

    @Override
    public @Nullable FileStatus lstat(String path) throws IOException {
        return status(path, false);
    }

    private static @Nullable FileStatus status(String path, boolean follow) throws IOException {
        var statx = Statx.mine();
        int result = statx.path(path, follow);
        if (result == 0) {
            return status(statx);
        }
        return switch (-result) {
            case Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP, Errno.ENAMETOOLONG, Errno.EINVAL -> null;
            default -> throw PosixException.of("stat " + path, result);
        };
    }

    @Override
    public @Nullable FileStatus look(KnownPath path, @Nullable FileStatus before) throws IOException {
        var statx = Statx.mine();
        int result = statx.path(path.forKernel());
        if (result == 0) {
            return before != null && isSame(statx, before) ? before : status(statx);
        }
        if (result == -Errno.ENOENT || result == -Errno.ENOTDIR) {
            return null;
        }
        throw PosixException.of("stat " + path.text(), result);
    }

    private static boolean isSame(Statx statx, FileStatus known) {
        return statx.inode() == known.inode()
                && statx.device() == known.device()
                && statx.size() == known.size()
                && statx.changedNanos() == known.changedNanos()
                && statx.changedSeconds() == known.changedSeconds()
                && statx.modifiedNanos() == known.modifiedNanos()
                && statx.modifiedSeconds() == known.modifiedSeconds()
                && statx.mode() == known.mode();
    }

    static FileStatus status(Statx statx) {
        return new FileStatus(
                statx.mode(),
                statx.uid(),
                statx.gid(),
                statx.size(),
                statx.device(),
                statx.inode(),
                statx.modifiedSeconds(),
                statx.modifiedNanos(),
                statx.changedSeconds(),
                statx.changedNanos());
    }

    @Override
    public OpenFile open(String path, String below, Links links) throws IOException {
        int fd = links == Links.ALL ? FileIo.openat(FileIo.AT_FDCWD, path, READING) : openBelow(path, below, links);
        if (fd < 0) {
            throw PosixException.of("open " + path, fd);
        }
        var statx = Statx.mine();
        int result = statx.descriptor(fd);
        var status = result == 0 ? status(statx) : null;
        if (status == null || !status.isFile()) {
            Descriptors.close(fd);
            throw PosixException.of("open " + path, status == null ? result : -notAFile(status));
        }
        return new PosixOpenFile(fd, status);
    }

    @Override
    public Folder openFolder(String path) throws IOException {
        int fd = FileIo.openat(FileIo.AT_FDCWD, path, FileIo.O_RDONLY | FileIo.O_DIRECTORY);
        if (fd < 0) {
            throw PosixException.of("open " + path, fd);
        }
        return new PosixFolder(fd);
    }

    private static int notAFile(FileStatus status) {
        return status.isDirectory() ? Errno.EISDIR : Errno.EACCES;
    }

    /// A descriptor or the negated errno: EXDEV for a path that isn't below, ELOOP for a link that isn't allowed.
    private int openBelow(String path, String below, Links links) {
        int start = startBelow(path, below);
        if (start < 0) {
            return -Errno.EXDEV;
        }
        int root = FileIo.openat(FileIo.AT_FDCWD, path.substring(0, start), FileIo.O_PATH | FileIo.O_DIRECTORY);
        if (root < 0) {
            return root;
        }
        try {
            String rest = path.substring(skipSlashes(path, start));
            int fd = openat2Works ? openWithoutLinks(root, rest) : -Errno.ENOSYS;
            if (fd == -Errno.ENOSYS || fd == -Errno.ELOOP && links == Links.IF_OWNER_MATCHES) {
                return ComponentWalk.open(root, rest, READING, links);
            }
            return fd;
        } finally {
            Descriptors.close(root);
        }
    }

    /// A descriptor or the negated errno; ENOSYS if this machine can't.
    private int openWithoutLinks(int root, String rest) {
        int fd = -Errno.EAGAIN;
        // EAGAIN: something was renamed while the kernel resolved a ".."; it can't tell whether the way led outside.
        for (int i = 0; i < RENAMED_MEANWHILE_TRIES && fd == -Errno.EAGAIN; i++) {
            fd = FileIo.openat2(root, rest, READING, NO_LINKS);
        }
        if (fd == -Errno.ENOSYS || fd == -Errno.EPERM) {
            openat2Works = false;
            return -Errno.ENOSYS;
        }
        return fd;
    }

    /// The length of the folder part of `path` that is `below`: what follows it is resolved strictly. A file that is itself
    /// the root (an Alias for one file) is strict in its last component. -1 if the path isn't below.
    private static int startBelow(String path, String below) {
        int end = below.length();
        while (end > 1 && below.charAt(end - 1) == '/') {
            end--;
        }
        if (!path.startsWith("/") || !path.regionMatches(0, below, 0, end)) {
            return -1;
        }
        if (end == 1) {
            return 1;
        }
        if (skipSlashes(path, end) == path.length()) {
            return Math.max(1, path.lastIndexOf('/', end - 1));
        }
        return path.charAt(end) == '/' ? end : -1;
    }

    private static int skipSlashes(String path, int from) {
        int at = from;
        while (at < path.length() && path.charAt(at) == '/') {
            at++;
        }
        return at;
    }
}
