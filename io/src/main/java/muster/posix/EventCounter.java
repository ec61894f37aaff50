package muster.posix;

import java.lang.foreign.MemorySegment;


/// An `eventfd(2)`: lets one thread or process wake another that waits on descriptors.
public final class EventCounter implements AutoCloseable {
    private static final int NONBLOCK = 0x800;
    private static final int CLOEXEC = 0x80000;
    private static final Libc.SystemCall EVENTFD = Libc.call("eventfd");
    private static final Libc.BufferCall READ = Libc.withBuffer("read");
    private static final Libc.BufferCall WRITE = Libc.withBuffer("write");

    private final int fd;

    public EventCounter() throws PosixException {
        int made;
        try {
            made = (int) EVENTFD.call(CallState.mine(), 0, NONBLOCK | CLOEXEC);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        this.fd = PosixException.check("eventfd", CallState.result(CallState.mine(), made));
    }

    /// One that was made elsewhere.
    public EventCounter(int descriptor) {
        this.fd = descriptor;
    }

    /// Readable after a [#signal] until a [#drain].
    public int descriptor() {
        return fd;
    }

    public void signal() {
        try {
            long ignored = WRITE.call(CallState.mine(), fd, MemorySegment.ofArray(new long[] {1}), 8L);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    public void drain() {
        try {
            long ignored = READ.call(CallState.mine(), fd, MemorySegment.ofArray(new long[1]), 8L);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    @Override
    public void close() {
        Sockets.close(fd);
    }
}
