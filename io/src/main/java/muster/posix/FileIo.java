package muster.posix;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// Files: opening, reading, writing, naming. Paths hold one byte a character. Every descriptor made here is
/// close-on-exec; a child is given what it needs by name.
///
/// Closing, pipes and flags: [Descriptors]. [#read], [#pread], [#write], [#getdents64], [#openat] and
/// [#openat2] return the negated errno when the kernel refuses, everything else throws.
public final class FileIo {
    public static final int AT_FDCWD = -100;

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_TRUNC = 0x200;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    /// The two whose value depends on the machine.
    public static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    public static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    public static final int O_CLOEXEC = 0x80000;
    /// A mere reference to the file, for look-ups below it.
    public static final int O_PATH = 0x200000;

    /// For [#openat2]: no `/proc/self/fd` and the like on the way.
    public static final long RESOLVE_NO_MAGICLINKS = 0x02;
    /// No symbolic link anywhere on the way, nor at the end: ELOOP.
    public static final long RESOLVE_NO_SYMLINKS = 0x04;
    /// Nothing that leads out of the folder, not even for a moment: EXDEV.
    public static final long RESOLVE_BENEATH = 0x08;

    private static final long OPENAT2 = 437;
    private static final long OPEN_HOW_SIZE = 24;

    private static final Libc.SystemCall OPENAT = Libc.call("openat");
    private static final Libc.SystemCall SYSCALL_OPENAT2 = Libc.call("syscall");
    private static final Libc.BufferCall READ = Libc.withBuffer("read");
    private static final Libc.BufferCall PREAD = Libc.withBuffer("pread");
    private static final Libc.SystemCall PREAD_NATIVE = Libc.call("pread");
    private static final Libc.BufferCall WRITE = Libc.withBuffer("write");
    private static final Libc.BufferCall GETDENTS = Libc.withBuffer("getdents64");
    private static final Libc.SystemCall READLINK = Libc.call("readlink");
    private static final Libc.SystemCall STATFS = Libc.call("statfs");
    private static final Libc.SystemCall RENAME = Libc.call("rename");
    private static final Libc.SystemCall UNLINK = Libc.call("unlink");
    private static final Libc.SystemCall FTRUNCATE = Libc.call("ftruncate");
    private static final Libc.SystemCall FCHOWN = Libc.call("fchown");
    private static final Libc.SystemCall FCHMOD = Libc.call("fchmod");

    private FileIo() {}

    /// Opens a file; O_CLOEXEC is added.
    /// @param flags of the `O_` values
    /// @param mode permissions of a file it creates, less the umask
    public static int open(String path, int flags, int mode) throws PosixException {
        try {
            var state = CallState.mine();
            var name = ThreadScratch.mine().nativePath("open", path);
            int fd = (int) OPENAT.call(state, AT_FDCWD, name.address(), flags | O_CLOEXEC, mode);
            return checked("open", path, CallState.result(state, fd));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Opens a file below a folder, without O_CREAT; O_CLOEXEC is added. The negated errno when refused.
    /// @param folder an open folder, or AT_FDCWD
    public static int openat(int folder, String path, int flags) {
        try {
            var state = CallState.mine();
            var name = ThreadScratch.mine().nativePath("openat", path);
            int fd = (int) OPENAT.call(state, folder, name.address(), flags | O_CLOEXEC, 0);
            return CallState.result(state, fd);
        } catch (PosixException refused) {
            return -refused.errno();
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Opens a file below a folder, with rules for the way there (Linux 5.6); O_CLOEXEC is added. The negated errno when refused:
    /// ENOSYS or EPERM where the kernel, or a container's filter, doesn't know the call.
    /// @param resolve of the `RESOLVE_` values
    public static int openat2(int folder, String path, int flags, long resolve) {
        try {
            var state = CallState.mine();
            var scratch = ThreadScratch.mine();
            var name = scratch.nativePath("openat2", path);
            MemorySegment how = scratch.nativeStruct;
            how.set(JAVA_LONG, 0, flags | O_CLOEXEC);
            how.set(JAVA_LONG, 8, 0L);
            how.set(JAVA_LONG, 16, resolve);
            long fd = SYSCALL_OPENAT2.call(state, OPENAT2, folder, name.address(), how.address(), OPEN_HOW_SIZE);
            return (int) CallState.result(state, fd);
        } catch (PosixException refused) {
            return -refused.errno();
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Reads from a regular file, or from something non-blocking: a count, 0 at the end, or the negated errno.
    public static int read(int fd, byte[] into, int offset, int length) {
        try {
            var state = CallState.mine();
            long n = READ.call(state, fd, slice(into, offset, length), (long) length);
            return (int) CallState.result(state, n);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Reads from a regular file at a place: a count, 0 beyond the end, or the negated errno.
    public static int pread(int fd, byte[] into, int offset, int length, long place) {
        try {
            var state = CallState.mine();
            long n = PREAD.call(state, fd, slice(into, offset, length), (long) length, place);
            return (int) CallState.result(state, n);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Reads entries of an open folder, as many as fit: a number of bytes, 0 at the end, or the negated errno. Each is a
    /// `struct dirent64`: inode (8 bytes), place (8), its own length (2), type (1), name and a NUL.
    public static int getdents64(int fd, byte[] into) {
        try {
            var state = CallState.mine();
            long n = GETDENTS.call(state, fd, MemorySegment.ofArray(into), (long) into.length);
            return (int) CallState.result(state, n);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// As [#pread(int, byte[], int, int, long)], into native memory. A disk may have to be read: the thread counts as blocked meanwhile.
    public static int pread(int fd, MemorySegment into, int length, long place) {
        MemorySegment state = CallState.mine();
        return (int) CallState.result(state, PREAD_NATIVE.call(state, fd, into.address(), length, place));
    }

    /// Writes to a regular file (one opened with O_APPEND takes the bytes whole), or to something non-blocking: a count or the
    /// negated errno.
    public static int write(int fd, byte[] from, int offset, int length) {
        try {
            var state = CallState.mine();
            long n = WRITE.call(state, fd, slice(from, offset, length), (long) length);
            return (int) CallState.result(state, n);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// What a symbolic link holds.
    public static String readlink(String path) throws PosixException {
        try {
            var state = CallState.mine();
            var scratch = ThreadScratch.mine();
            var name = scratch.nativePath("readlink", path);
            var room = scratch.nativeRoom();
            long n = CallState.result(state, READLINK.call(state, name.address(), room.address(), room.byteSize()));
            return scratch.textOfRoom(checked("readlink", path, (int) n));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// The kind of file system that what a path leads to is on: `f_type` of `statfs(2)`, or -1 if the kernel doesn't say.
    public static long fileSystemType(String path) {
        try {
            var state = CallState.mine();
            var scratch = ThreadScratch.mine();
            var name = scratch.nativePath("statfs", path);
            var room = scratch.nativeRoom();
            int result = (int) STATFS.call(state, name.address(), room.address());
            return result < 0 ? -1 : room.get(JAVA_LONG, 0);
        } catch (PosixException _) {
            return -1;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Gives a file another name, in place of whatever had it.
    public static void rename(String from, String to) throws PosixException {
        try {
            var state = CallState.mine();
            var scratch = ThreadScratch.mine();
            var name = scratch.nativePath("rename", from);
            var other = scratch.nativeOther("rename", to);
            checked("rename", from, CallState.result(state, (int) RENAME.call(state, name.address(), other.address())));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Takes a name away from a file.
    public static void unlink(String path) throws PosixException {
        try {
            var state = CallState.mine();
            var name = ThreadScratch.mine().nativePath("unlink", path);
            checked("unlink", path, CallState.result(state, (int) UNLINK.call(state, name.address())));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Makes an open file this long.
    public static void ftruncate(int fd, long length) throws PosixException {
        try {
            var state = CallState.mine();
            PosixException.check("ftruncate", CallState.result(state, (int) FTRUNCATE.call(state, fd, length)));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Gives an open file to a user and a group; -1 leaves one as it is.
    public static void fchown(int fd, int uid, int gid) throws PosixException {
        try {
            var state = CallState.mine();
            PosixException.check("fchown", CallState.result(state, (int) FCHOWN.call(state, fd, uid, gid)));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Sets the permission bits of an open file.
    public static void fchmod(int fd, int mode) throws PosixException {
        try {
            var state = CallState.mine();
            PosixException.check("fchmod", CallState.result(state, (int) FCHMOD.call(state, fd, mode)));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    private static MemorySegment slice(byte[] bytes, int offset, int length) {
        var all = MemorySegment.ofArray(bytes);
        return offset == 0 && length <= bytes.length ? all : all.asSlice(offset, length);
    }

    private static int checked(String call, String path, int result) throws PosixException {
        if (result < 0) {
            throw PosixException.of(call + " " + path, result);
        }
        return result;
    }
}
