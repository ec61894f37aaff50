package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// A datagram socket to another process's address (`unix(7)`), such as the service manager's.
public final class UnixDatagram {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SUN_PATH_SIZE = 108;

    private static final Libc.SystemCall SOCKET = Libc.call("socket");
    private static final Libc.SystemCall CONNECT = Libc.call("connect");

    private UnixDatagram() {}

    /// A socket that each [FileIo#write] sends one message through.
    /// @param path of the other socket; one that begins with `@` is a name in the abstract space
    public static int connect(String path) throws PosixException {
        byte[] name = path.getBytes(StandardCharsets.ISO_8859_1);
        if (name.length == 0 || name.length >= SUN_PATH_SIZE) {
            throw new PosixException("connect " + path, Errno.ENAMETOOLONG);
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        try (var arena = Arena.ofConfined()) {
            int fd = unconnected();
            var address = arena.allocate(2L + SUN_PATH_SIZE, 8);
            address.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
            // An abstract name is as long as it says; a path ends at its NUL.
            int length = 2 + name.length + (name[0] == 0 ? 0 : 1);
            var state = CallState.mine();
            int done = CallState.result(state, (int) CONNECT.call(state, fd, address.address(), length));
            if (done < 0) {
                Descriptors.close(fd);
                throw PosixException.of("connect " + path, done);
            }
            return fd;
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// A socket that knows nobody yet.
    static int unconnected() throws PosixException {
        int made;
        try {
            var state = CallState.mine();
            made = CallState.result(state, (int) SOCKET.call(state, (int) AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        return PosixException.check("socket", made);
    }
}
