package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/// Memory for the arguments of one system call: a path and a small structure, as a heap array for quick calls and
/// as native memory for blocking ones. Its content holds from filling it to the end of the call and the look at the result.
final class ThreadScratch {
    /// Longest path the kernel takes, NUL included.
    static final int PATH_MAX = 4096;

    private static final int STRUCT_SIZE = 256;

    private static final PerThread<ThreadScratch> SCRATCHES = new PerThread<>(ThreadScratch::new);

    /// Where a call leaves `errno`: see [CallState].
    final MemorySegment state = CallState.newState();
    private final byte[] pathBytes = new byte[PATH_MAX];
    /// The path that [#path] was given, NUL-terminated.
    final MemorySegment heapPath = MemorySegment.ofArray(pathBytes);
    private final MemorySegment nativeMemory = Arena.ofAuto().allocate(2 * PATH_MAX + STRUCT_SIZE, 8);
    private final MemorySegment nativePath = nativeMemory.asSlice(0, PATH_MAX);
    private final MemorySegment nativeOther = nativeMemory.asSlice(PATH_MAX, PATH_MAX);
    /// A small structure, 8-aligned.
    final MemorySegment nativeStruct = nativeMemory.asSlice(2 * PATH_MAX, STRUCT_SIZE);

    /// The arrays that were read into or written from last, and what they are as memory. A thread with a scratch of its own has one
    /// array for input and one for output; of virtual threads each connection brings others, and remembering them would only cost.
    private final boolean remembers = Thread.currentThread() instanceof ServingThread;
    private byte @Nullable [] latest;
    private byte @Nullable [] former;
    private @Nullable MemorySegment latestMemory;
    private @Nullable MemorySegment formerMemory;

    private ThreadScratch() {}

    static ThreadScratch mine() {
        return SCRATCHES.mine();
    }

    /// An array as memory for one call, from an offset on.
    MemorySegment heap(byte[] array, int offset, int length) {
        MemorySegment whole = remembers ? remembered(array) : MemorySegment.ofArray(array);
        return offset == 0 ? whole : whole.asSlice(offset, length);
    }

    private MemorySegment remembered(byte[] array) {
        MemorySegment known = latestMemory;
        if (array == latest && known != null) {
            return known;
        }
        MemorySegment other = formerMemory;
        formerMemory = known;
        MemorySegment found = array == former && other != null ? other : MemorySegment.ofArray(array);
        former = latest;
        latest = array;
        latestMemory = found;
        return found;
    }

    /// Puts a path into [#heapPath]: 0, or the negated error number the kernel would give for what it can't be told.
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is exactly "one byte a character", without allocation
    int path(String path) {
        int length = path.length();
        if (length >= PATH_MAX) {
            return -Errno.ENAMETOOLONG;
        }
        if (path.indexOf(0) >= 0) {
            return -Errno.EINVAL;
        }
        path.getBytes(0, length, pathBytes, 0);
        pathBytes[length] = 0;
        return 0;
    }

    /// The path as native memory.
    /// @throws PosixException ENAMETOOLONG, or EINVAL for a NUL character
    MemorySegment nativePath(String call, String path) throws PosixException {
        return copied(call, path, nativePath);
    }

    /// A second path for the same call.
    MemorySegment nativeOther(String call, String path) throws PosixException {
        return copied(call, path, nativeOther);
    }

    /// Room for a result of up to PATH_MAX bytes.
    MemorySegment nativeRoom() {
        return nativeOther;
    }

    /// The first bytes of [#nativeRoom].
    String textOfRoom(int length) {
        var bytes = new byte[length];
        MemorySegment.copy(nativeOther, JAVA_BYTE, 0, bytes, 0, length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private MemorySegment copied(String call, String path, MemorySegment into) throws PosixException {
        int refused = path(path);
        if (refused < 0) {
            throw PosixException.of(call, refused);
        }
        MemorySegment.copy(heapPath, 0, into, 0, path.length() + 1L);
        return into;
    }
}
