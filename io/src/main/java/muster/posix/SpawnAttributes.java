package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;


/// `posix_spawnattr_t`: a new process starts with no signal blocked and none ignored.
final class SpawnAttributes implements AutoCloseable {
    private static final Libc.SystemCall INIT = Libc.call("posix_spawnattr_init");
    private static final Libc.SystemCall DESTROY = Libc.call("posix_spawnattr_destroy");
    private static final Libc.SystemCall SET_FLAGS = Libc.call("posix_spawnattr_setflags");
    private static final Libc.SystemCall SET_MASK = Libc.call("posix_spawnattr_setsigmask");
    private static final Libc.SystemCall SET_DEFAULT = Libc.call("posix_spawnattr_setsigdefault");
    private static final Libc.SystemCall FILL_SET = Libc.call("sigfillset");
    private static final Libc.SystemCall EMPTY_SET = Libc.call("sigemptyset");
    /// Larger than the structures of any libc (336 and 128 bytes in glibc).
    private static final int SIZE = 512;

    private static final int POSIX_SPAWN_SETSIGDEF = 0x04;
    private static final int POSIX_SPAWN_SETSIGMASK = 0x08;
    private static final int POSIX_SPAWN_SETSID = 0x80;

    private final MemorySegment segment;

    SpawnAttributes(Arena arena, boolean session) throws PosixException {
        segment = arena.allocate(SIZE, 16);
        var all = arena.allocate(SIZE, 16);
        var none = arena.allocate(SIZE, 16);
        int flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (session ? POSIX_SPAWN_SETSID : 0);
        try {
            check((int) INIT.call(CallState.mine(), segment.address()));
            check((int) FILL_SET.call(CallState.mine(), all.address()));
            check((int) EMPTY_SET.call(CallState.mine(), none.address()));
            check((int) SET_DEFAULT.call(CallState.mine(), segment.address(), all.address()));
            check((int) SET_MASK.call(CallState.mine(), segment.address(), none.address()));
            check((int) SET_FLAGS.call(CallState.mine(), segment.address(), (short) flags));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    MemorySegment segment() {
        return segment;
    }

    @Override
    public void close() {
        try {
            int _ = (int) DESTROY.call(CallState.mine(), segment.address());
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    private static void check(int error) throws PosixException {
        if (error != 0) {
            throw new PosixException("posix_spawnattr", error);
        }
    }
}
