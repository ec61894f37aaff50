package muster.posix;

import java.lang.foreign.Arena;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// A lock between processes on a whole file (`fcntl(2)`, F_SETLK). It belongs to the process, all its threads together, and the kernel
/// takes it back when the process ends, however that comes about. Closing any descriptor of the file gives it back too.
public final class RecordLock {
    private static final int F_SETLK = 6;
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;
    /// `struct flock`: type 0, whence 2, start 8, length 16, process 24.
    private static final int SIZE = 32;

    private static final Libc.SystemCall FCNTL = Libc.call("fcntl");

    private RecordLock() {}

    /// Takes the lock if no other process has it; never waits.
    public static boolean tryTake(int fd) throws PosixException {
        int result = set(fd, F_WRLCK);
        if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
            return false;
        }
        PosixException.check("fcntl F_SETLK", result);
        return true;
    }

    public static void giveBack(int fd) throws PosixException {
        PosixException.check("fcntl F_SETLK", set(fd, F_UNLCK));
    }

    private static int set(int fd, short type) {
        try (var arena = Arena.ofConfined()) {
            var lock = arena.allocate(SIZE, 8);
            lock.set(JAVA_SHORT, 0, type);
            var state = CallState.mine();
            return CallState.result(state, (int) FCNTL.call(state, fd, F_SETLK, lock.address()));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }
}
