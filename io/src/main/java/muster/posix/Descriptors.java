package muster.posix;


import static java.lang.foreign.ValueLayout.JAVA_INT;

/// File descriptors as such: making pairs, copying, flags, closing.
public final class Descriptors {
    private static final int F_GETFD = 1;
    private static final int F_SETFD = 2;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int FD_CLOEXEC = 1;

    private static final Libc.SystemCall CLOSE = Libc.call("close");
    private static final Libc.SystemCall PIPE2 = Libc.call("pipe2");
    private static final Libc.SystemCall DUP2 = Libc.call("dup2");
    private static final Libc.SystemCall DUP3 = Libc.call("dup3");
    private static final Libc.SystemCall FCNTL = Libc.call("fcntl");

    private Descriptors() {}

    /// Closes a descriptor. Whatever the kernel says, it is gone: `close` is never tried again (`close(2)`, EINTR).
    public static void close(int fd) {
        try {
            int _ = (int) CLOSE.call(CallState.mine(), fd);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// A pipe, both ends close-on-exec.
    /// @param nonBlocking whether neither end ever waits
    public static Pipe pipe(boolean nonBlocking) throws PosixException {
        try {
            var state = CallState.mine();
            var ends = ThreadScratch.mine().nativeStruct;
            int flags = FileIo.O_CLOEXEC | (nonBlocking ? FileIo.O_NONBLOCK : 0);
            PosixException.check("pipe2", CallState.result(state, (int) PIPE2.call(state, ends.address(), flags)));
            return new Pipe(ends.get(JAVA_INT, 0), ends.get(JAVA_INT, 4));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// The ends of a pipe.
    public record Pipe(int readEnd, int writeEnd) {
        public void close() {
            Descriptors.close(readEnd);
            Descriptors.close(writeEnd);
        }
    }

    /// Makes `to` mean what `from` means; it survives exec, as standard streams must.
    public static void dup2(int from, int to) throws PosixException {
        try {
            var state = CallState.mine();
            PosixException.check("dup2", CallState.result(state, (int) DUP2.call(state, from, to)));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// As [#dup2], close-on-exec. The two must differ.
    public static void dup3(int from, int to) throws PosixException {
        try {
            var state = CallState.mine();
            int done = (int) DUP3.call(state, from, to, FileIo.O_CLOEXEC);
            PosixException.check("dup3", CallState.result(state, done));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Whether calls on this descriptor return EAGAIN instead of waiting. It belongs to the open file, not the descriptor: whoever
    /// shares it is affected too.
    public static void nonBlocking(int fd, boolean on) throws PosixException {
        int flags = fcntl(fd, F_GETFL, 0);
        fcntl(fd, F_SETFL, on ? flags | FileIo.O_NONBLOCK : flags & ~FileIo.O_NONBLOCK);
    }

    /// Whether exec closes this descriptor.
    public static void closeOnExec(int fd, boolean on) throws PosixException {
        int flags = fcntl(fd, F_GETFD, 0);
        fcntl(fd, F_SETFD, on ? flags | FD_CLOEXEC : flags & ~FD_CLOEXEC);
    }

    /// Whether a descriptor is open at all.
    public static boolean open(int fd) {
        try {
            fcntl(fd, F_GETFD, 0);
            return true;
        } catch (PosixException _) {
            return false;
        }
    }

    /// `fcntl(2)` with an int argument.
    public static int fcntl(int fd, int command, int argument) throws PosixException {
        try {
            var state = CallState.mine();
            int result = (int) FCNTL.call(state, fd, command, argument);
            return PosixException.check("fcntl", CallState.result(state, result));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }
}
