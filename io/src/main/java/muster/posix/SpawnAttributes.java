package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// `posix_spawnattr_t`: a new process starts with no signal blocked and none ignored.
final class SpawnAttributes implements AutoCloseable {
    private static final MethodHandle INIT = Libc.blocking("posix_spawnattr_init", JAVA_INT, ADDRESS);
    private static final MethodHandle DESTROY = Libc.blocking("posix_spawnattr_destroy", JAVA_INT, ADDRESS);
    private static final MethodHandle SET_FLAGS =
            Libc.blocking("posix_spawnattr_setflags", JAVA_INT, ADDRESS, JAVA_SHORT);
    private static final MethodHandle SET_MASK =
            Libc.blocking("posix_spawnattr_setsigmask", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SET_DEFAULT =
            Libc.blocking("posix_spawnattr_setsigdefault", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle FILL_SET = Libc.blocking("sigfillset", JAVA_INT, ADDRESS);
    private static final MethodHandle EMPTY_SET = Libc.blocking("sigemptyset", JAVA_INT, ADDRESS);
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
            check((int) INIT.invokeExact(CallState.mine(), segment));
            check((int) FILL_SET.invokeExact(CallState.mine(), all));
            check((int) EMPTY_SET.invokeExact(CallState.mine(), none));
            check((int) SET_DEFAULT.invokeExact(CallState.mine(), segment, all));
            check((int) SET_MASK.invokeExact(CallState.mine(), segment, none));
            check((int) SET_FLAGS.invokeExact(CallState.mine(), segment, (short) flags));
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
            int _ = (int) DESTROY.invokeExact(CallState.mine(), segment);
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
