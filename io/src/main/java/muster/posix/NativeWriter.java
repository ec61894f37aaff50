package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/// `write(2)` for files whose write may take a while, such as a log on a busy disk: the bytes are copied out of the heap first, so
/// that the collector never waits for the disk. For one thread at a time.
public final class NativeWriter {
    private static final Libc.SystemCall WRITE = Libc.call("write");

    private final MemorySegment memory;

    /// @param capacity the most bytes one call takes
    public NativeWriter(int capacity) {
        memory = Arena.ofAuto().allocate(capacity);
    }

    /// The most bytes one call takes.
    public int capacity() {
        return (int) memory.byteSize();
    }

    /// Writes up to [#capacity] bytes: a count, or the negated errno.
    public int write(int fd, byte[] from, int offset, int length) {
        int count = Math.min(length, capacity());
        MemorySegment.copy(from, offset, memory, JAVA_BYTE, 0, count);
        try {
            var state = CallState.mine();
            return (int) CallState.result(state, WRITE.call(state, fd, memory.address(), (long) count));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }
}
