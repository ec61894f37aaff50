package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// Stream sockets with names in the file system (`unix(7)`), non-blocking and closed on exec. A name that begins with `@` is in the
/// abstract space.
public final class UnixStream {
    private static final short AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SUN_PATH_SIZE = 108;

    private static final Libc.SystemCall SOCKET = Libc.call("socket");
    private static final Libc.SystemCall CONNECT = Libc.call("connect");
    private static final Libc.SystemCall BIND = Libc.call("bind");

    private UnixStream() {}

    public static int socket() throws PosixException {
        try {
            var state = CallState.mine();
            int fd = (int) SOCKET.call(state, (int) AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            return PosixException.check("socket", CallState.result(state, fd));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Connects at once: 0, or a negated error number. `-EAGAIN` says that the listener's queue is full; nothing tells when it isn't.
    public static int connect(int fd, String path) {
        try {
            return named(CONNECT, fd, path);
        } catch (PosixException refused) {
            return -refused.errno();
        }
    }

    public static void bind(int fd, String path) throws PosixException {
        PosixException.check("bind " + path, named(BIND, fd, path));
    }

    private static int named(Libc.SystemCall call, int fd, String path) throws PosixException {
        byte[] name = path.getBytes(StandardCharsets.ISO_8859_1);
        if (name.length == 0 || name.length >= SUN_PATH_SIZE) {
            throw new PosixException("socket " + path, Errno.ENAMETOOLONG);
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        try (var arena = Arena.ofConfined()) {
            var state = CallState.mine();
            var address = arena.allocate(2L + SUN_PATH_SIZE, 8);
            address.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            // An abstract name is as long as it says; a path ends at its NUL.
            int length = 2 + name.length + (name[0] == 0 ? 0 : 1);
            return CallState.result(state, (int) call.call(state, fd, address.address(), length));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }
}
