package muster.posix;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;


/// `statx(2)`: what stands at a path or behind a descriptor. The structure is the same on x86-64 and aarch64.
///
/// The buffer belongs to the calling thread: read what is wanted before the next call.
public final class Statx {
    private static final Libc.BufferCall STATX = Libc.withBuffer("statx");

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    /// Of `struct statx`.
    private static final int SIZE = 256;
    private static final int STATX_BASIC_STATS = 0x7ff;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();

    private static final Statx OF_VIRTUAL_THREADS = new Statx();
    private static final ThreadLocal<Statx> OF_THIS_THREAD = ThreadLocal.withInitial(Statx::new);

    private final byte[] bytes = new byte[SIZE];
    private final MemorySegment segment = MemorySegment.ofArray(bytes);

    private Statx() {}

    /// The calling thread's buffer.
    public static Statx mine() {
        return Thread.currentThread().isVirtual() ? OF_VIRTUAL_THREADS : OF_THIS_THREAD.get();
    }

    /// Looks at a path.
    /// @param follow whether a symbolic link at its end is followed (`stat`) or looked at itself (`lstat`)
    /// @return 0 or the negated errno
    public int path(String path, boolean follow) {
        return at(AT_FDCWD, path, follow);
    }

    /// Looks at what a path leads to, links followed.
    /// @return 0 or the negated errno
    public int path(CPath path) {
        return path.refused < 0 ? path.refused : call(AT_FDCWD, path.bytes, 0);
    }

    /// Looks at a path below an open folder.
    public int at(int folder, String path, boolean follow) {
        var scratch = ThreadScratch.mine();
        int refused = scratch.path(path);
        return refused < 0 ? refused : call(folder, scratch.heapPath, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    }

    /// Looks at an open file (`fstat`).
    /// @return 0 or the negated errno
    public int descriptor(int fd) {
        var scratch = ThreadScratch.mine();
        scratch.path("");
        return call(fd, scratch.heapPath, AT_EMPTY_PATH);
    }

    private int call(int folder, MemorySegment path, int flags) {
        try {
            var state = CallState.mine();
            MemorySegment memory = ThreadScratch.mine().nativeStruct;
            int result = (int) STATX.call(state, folder, path, flags, STATX_BASIC_STATS, memory.address());
            MemorySegment.copy(memory, 0, segment, 0, SIZE);
            return CallState.result(state, result);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Type and permission bits, `st_mode`.
    public int mode() {
        return Short.toUnsignedInt((short) SHORT.get(bytes, 28));
    }

    public int links() {
        return (int) INT.get(bytes, 16);
    }

    public int uid() {
        return (int) INT.get(bytes, 20);
    }

    public int gid() {
        return (int) INT.get(bytes, 24);
    }

    public long inode() {
        return (long) LONG.get(bytes, 32);
    }

    /// In bytes.
    public long size() {
        return (long) LONG.get(bytes, 40);
    }

    /// 512-byte blocks really used.
    public long blocks() {
        return (long) LONG.get(bytes, 48);
    }

    public long accessedSeconds() {
        return (long) LONG.get(bytes, 64);
    }

    public long changedSeconds() {
        return (long) LONG.get(bytes, 96);
    }

    public int changedNanos() {
        return (int) INT.get(bytes, 104);
    }

    public long modifiedSeconds() {
        return (long) LONG.get(bytes, 112);
    }

    public int modifiedNanos() {
        return (int) INT.get(bytes, 120);
    }

    /// Major number in the upper half, minor in the lower.
    public long device() {
        return (long) (int) INT.get(bytes, 136) << 32 | Integer.toUnsignedLong((int) INT.get(bytes, 140));
    }
}
