package muster.posix;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// An `eventfd(2)`: lets one thread or process wake another that waits on descriptors.
public final class EventCounter implements AutoCloseable {
    private static final int NONBLOCK = 0x800;
    private static final int CLOEXEC = 0x80000;
    private static final MethodHandle EVENTFD = Libc.quick("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = Libc.quick("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = Libc.quick("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private final int fd;

    public EventCounter() throws PosixException {
        int made;
        try {
            made = (int) EVENTFD.invokeExact(CallState.mine(), 0, NONBLOCK | CLOEXEC);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        this.fd = PosixException.check("eventfd", CallState.result(CallState.mine(), made));
    }

    /// Readable after a [#signal] until a [#drain].
    public int descriptor() {
        return fd;
    }

    public void signal() {
        try {
            long ignored = (long) WRITE.invokeExact(CallState.mine(), fd, MemorySegment.ofArray(new long[] {1}), 8L);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    public void drain() {
        try {
            long ignored = (long) READ.invokeExact(CallState.mine(), fd, MemorySegment.ofArray(new long[1]), 8L);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    @Override
    public void close() {
        Sockets.close(fd);
    }
}
