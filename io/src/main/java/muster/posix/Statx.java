package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/// `statx(2)`: what stands at a path or behind a descriptor. The structure is the same on x86-64 and aarch64.
///
/// The buffer belongs to the calling thread: read what is wanted before the next call. The structure is copied out of native memory at
/// once and read as plain numbers, since each look at native memory is a dozen calls in code that only the first compiler has seen.
public final class Statx {
    private static final Libc.BufferCall STATX = Libc.withBuffer("statx");

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    /// Of `struct statx`, in bytes.
    private static final int SIZE = 256;
    /// What is read of it, in longs: up to the device number.
    private static final int READ = 18;
    private static final int STATX_BASIC_STATS = 0x7ff;

    private static final PerThread<Statx> BUFFERS = new PerThread<>(Statx::new);

    private final MemorySegment memory = Arena.ofAuto().allocate(SIZE, 8);
    private final long address = memory.address();
    private final LongBuffer view = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asLongBuffer();
    private final long[] longs = new long[READ];

    private Statx() {}

    /// The calling thread's buffer.
    public static Statx mine() {
        return BUFFERS.mine();
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
        return path.refused < 0 ? path.refused : call(CallState.mine(), AT_FDCWD, path.bytes, 0);
    }

    /// Looks at a path below an open folder.
    public int at(int folder, String path, boolean follow) {
        var scratch = ThreadScratch.mine();
        int refused = scratch.path(path);
        return refused < 0 ? refused : call(scratch.state, folder, scratch.heapPath, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    }

    /// Looks at an open file (`fstat`).
    /// @return 0 or the negated errno
    public int descriptor(int fd) {
        var scratch = ThreadScratch.mine();
        scratch.path("");
        return call(scratch.state, fd, scratch.heapPath, AT_EMPTY_PATH);
    }

    private int call(MemorySegment state, int folder, MemorySegment path, int flags) {
        int result = (int) STATX.call(state, folder, path, flags, STATX_BASIC_STATS, address);
        view.get(0, longs, 0, READ);
        return CallState.result(state, result);
    }

    /// Type and permission bits, `st_mode`.
    public int mode() {
        return (int) (longs[3] >>> 32) & 0xFFFF;
    }

    public int links() {
        return (int) longs[2];
    }

    public int uid() {
        return (int) (longs[2] >>> 32);
    }

    public int gid() {
        return (int) longs[3];
    }

    public long inode() {
        return longs[4];
    }

    /// In bytes.
    public long size() {
        return longs[5];
    }

    /// 512-byte blocks really used.
    public long blocks() {
        return longs[6];
    }

    public long accessedSeconds() {
        return longs[8];
    }

    public long changedSeconds() {
        return longs[12];
    }

    public int changedNanos() {
        return (int) longs[13];
    }

    public long modifiedSeconds() {
        return longs[14];
    }

    public int modifiedNanos() {
        return (int) longs[15];
    }

    /// Major number in the upper half, minor in the lower.
    public long device() {
        return longs[17] << 32 | longs[17] >>> 32;
    }
}
