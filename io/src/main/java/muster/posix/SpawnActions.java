package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;


/// `posix_spawn_file_actions_t`: how the descriptors of a new process are arranged.
///
/// Sources and targets may overlap (the parent's 5 is to be the child's 3, and its 3 the child's 4), so everything is first copied
/// out of the way, then to its place, and then all above is closed: copies, and whatever some library forgot to mark
/// close-on-exec.
final class SpawnActions implements AutoCloseable {
    private static final Libc.SystemCall INIT = Libc.call("posix_spawn_file_actions_init");
    private static final Libc.SystemCall DESTROY = Libc.call("posix_spawn_file_actions_destroy");
    private static final Libc.SystemCall ADD_DUP2 = Libc.call("posix_spawn_file_actions_adddup2");
    private static final Libc.SystemCall ADD_OPEN = Libc.call("posix_spawn_file_actions_addopen");
    private static final Libc.SystemCall ADD_CLOSE_FROM = Libc.call("posix_spawn_file_actions_addclosefrom_np");
    private static final Libc.SystemCall ADD_CHDIR = Libc.call("posix_spawn_file_actions_addchdir_np");
    /// Larger than the structure of any libc (80 bytes in glibc).
    private static final int SIZE = 256;
    private static final int O_RDWR = 2;

    private final MemorySegment segment;

    SpawnActions(Arena arena, Spawn spawn) throws PosixException {
        segment = arena.allocate(SIZE, 16);
        var devNull = Processes.text(arena, "/dev/null");
        int aside = highest(spawn) + 1;
        int next = Spawn.FIRST_PASSED;
        try {
            check((int) INIT.call(CallState.mine(), segment.address()));
            List<Integer> passed = spawn.passed();
            dup2(spawn.error(), aside);
            if (spawn.output() >= 0) {
                dup2(spawn.output(), aside + 1);
            }
            if (spawn.input() >= 0) {
                dup2(spawn.input(), aside + 2);
            }
            for (int i = 0; i < passed.size(); i++) {
                dup2(passed.get(i), aside + 3 + i);
            }
            standard(0, spawn.input(), aside + 2, devNull);
            standard(1, spawn.output(), aside + 1, devNull);
            dup2(aside, 2);
            for (int i = 0; i < passed.size(); i++) {
                dup2(aside + 3 + i, next++);
            }
            check((int) ADD_CLOSE_FROM.call(CallState.mine(), segment.address(), next));
            if (spawn.directory() != null) {
                var path = Processes.text(arena, spawn.directory());
                check((int) ADD_CHDIR.call(CallState.mine(), segment.address(), path.address()));
            }
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

    /// The highest descriptor that is a source or a target.
    private static int highest(Spawn spawn) {
        int standard = Math.max(spawn.input(), Math.max(spawn.output(), spawn.error()));
        int highest = Math.max(standard, Spawn.FIRST_PASSED + spawn.passed().size());
        for (int descriptor : spawn.passed()) {
            highest = Math.max(highest, descriptor);
        }
        return highest;
    }

    private void dup2(int from, int to) throws Throwable {
        check((int) ADD_DUP2.call(CallState.mine(), segment.address(), from, to));
    }

    /// A standard stream: the copy of what was asked for, or nothing.
    private void standard(int target, int wanted, int copy, MemorySegment devNull) throws Throwable {
        if (wanted >= 0) {
            dup2(copy, target);
        } else {
            open(target, devNull);
        }
    }

    private void open(int target, MemorySegment path) throws Throwable {
        check((int) ADD_OPEN.call(CallState.mine(), segment.address(), target, path.address(), O_RDWR, 0));
    }

    private static void check(int error) throws PosixException {
        if (error != 0) {
            throw new PosixException("posix_spawn_file_actions", error);
        }
    }
}
