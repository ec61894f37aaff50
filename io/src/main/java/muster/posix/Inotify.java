package muster.posix;

import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/// An `inotify(7)` instance: the kernel notes what happens to watched files and folders before the call that did it returns.
public final class Inotify implements AutoCloseable {
    public static final int MODIFY = 0x2;
    /// Mode, owner, times, number of names.
    public static final int ATTRIB = 0x4;
    public static final int MOVED_FROM = 0x40;
    public static final int MOVED_TO = 0x80;
    public static final int CREATE = 0x100;
    public static final int DELETE = 0x200;
    public static final int DELETE_SELF = 0x400;
    public static final int MOVE_SELF = 0x800;
    /// The watch is gone.
    public static final int IGNORED = 0x8000;
    /// Watch a symbolic link itself.
    public static final int DONT_FOLLOW = 0x2000000;
    /// Fails with ENOTDIR for anything but a folder.
    public static final int ONLY_FOLDER = 0x1000000;

    /// Of `struct inotify_event`, before the name.
    public static final int HEAD = 16;

    private static final int NONBLOCK = 0x800;
    private static final int CLOEXEC = 0x80000;
    private static final MemorySegment FIONREAD = MemorySegment.ofAddress(0x541B);

    private static final Libc.SystemCall INIT = Libc.call("inotify_init1");
    private static final Libc.BufferCall ADD = Libc.withBuffer("inotify_add_watch");
    private static final Libc.BufferCall IOCTL = Libc.withBuffer("ioctl");

    private final int fd;

    /// @throws PosixException EMFILE if this user has too many of them
    public Inotify() throws PosixException {
        int made;
        try {
            made = (int) INIT.call(CallState.mine(), NONBLOCK | CLOEXEC);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        this.fd = PosixException.check("inotify_init1", CallState.result(CallState.mine(), made));
    }

    /// Watches a path. Watching the same inode again gives the same number.
    /// @return the watch's number, or the negated errno: EACCES for a folder that may not be read, ENOSPC for one watch too many
    public int add(String path, int mask) {
        var scratch = ThreadScratch.mine();
        int refused = scratch.path(path);
        if (refused < 0) {
            return refused;
        }
        var state = CallState.mine();
        return CallState.result(state, (int) ADD.call(state, fd, scratch.heapPath, mask));
    }

    /// Whether there is anything to [#read]. Takes nothing away, so several threads may ask.
    public boolean pending() {
        var state = CallState.mine();
        MemorySegment count = ThreadScratch.mine().nativeStruct;
        int result = (int) IOCTL.call(state, fd, FIONREAD, count.address());
        return result < 0 || count.get(JAVA_INT, 0) > 0;
    }

    /// Takes notices: whole ones, each of a head (watch, what happened, cookie, length of the name; four bytes each) and a name that is
    /// filled up with NUL bytes.
    /// @return how many bytes; 0 or less if there are none
    public int read(byte[] into) {
        return FileIo.read(fd, into, 0, into.length);
    }

    @Override
    public void close() {
        Descriptors.close(fd);
    }
}
