package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// A pair of connected sockets between two processes: whole messages (SOCK_SEQPACKET), descriptors with them, and an end that is
/// noticed when either process is gone.
public final class ControlSocket {
    /// What one message carries at most: the kernel's limit is 253.
    public static final int DESCRIPTORS_MOST = 250;

    private static final int AF_UNIX = 1;
    private static final int SOCK_SEQPACKET = 5;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
    private static final int MESSAGE_MOST = 64;
    /// `struct msghdr`: name 0, its length 8, iovec 16, their count 24, control data 32, its length 40, flags 48.
    private static final int MSGHDR_SIZE = 56;
    /// `struct cmsghdr`: length 0, level 8, type 12, data from 16.
    private static final int CMSG_DATA = 16;

    private static final Libc.SystemCall SOCKETPAIR = Libc.call("socketpair");
    private static final Libc.SystemCall SENDMSG = Libc.call("sendmsg");
    private static final Libc.SystemCall RECVMSG = Libc.call("recvmsg");

    /// A message as it arrived.
    /// @param bytes none if the other end is gone
    /// @param descriptors close-on-exec, now the receiver's to close
    public record Received(byte[] bytes, int[] descriptors) {}

    private ControlSocket() {}

    /// Two connected ends, blocking and close-on-exec.
    public static int[] pair() throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var ends = arena.allocate(JAVA_INT, 2);
            var state = CallState.mine();
            int result = (int) SOCKETPAIR.call(state, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.address());
            PosixException.check("socketpair", CallState.result(state, result));
            return ends.toArray(JAVA_INT);
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Sends one message, with copies of descriptors if there are any; the negated errno when refused.
    public static int send(int socket, byte[] bytes, int... descriptors) {
        try (var arena = Arena.ofConfined()) {
            var content = arena.allocateFrom(JAVA_BYTE, bytes);
            var message = message(arena, content);
            if (descriptors.length > 0) {
                long size = CMSG_DATA + 4L * descriptors.length;
                var control = arena.allocate(size + 7 & ~7L, 8);
                control.set(JAVA_LONG, 0, size);
                control.set(JAVA_INT, 8, SOL_SOCKET);
                control.set(JAVA_INT, 12, SCM_RIGHTS);
                MemorySegment.copy(descriptors, 0, control, JAVA_INT, CMSG_DATA, descriptors.length);
                message.set(ADDRESS, 32, control);
                message.set(JAVA_LONG, 40, control.byteSize());
            }
            var state = CallState.mine();
            return (int) CallState.result(state, SENDMSG.call(state, socket, message.address(), MSG_NOSIGNAL));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Receives one message of at most 64 bytes.
    public static Received receive(int socket) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var content = arena.allocate(MESSAGE_MOST);
            var message = message(arena, content);
            var control = arena.allocate(CMSG_DATA + 4L * 256, 8);
            message.set(ADDRESS, 32, control);
            message.set(JAVA_LONG, 40, control.byteSize());
            var state = CallState.mine();
            long n = CallState.result(state, RECVMSG.call(state, socket, message.address(), MSG_CMSG_CLOEXEC));
            if (n < 0) {
                throw PosixException.of("recvmsg", n);
            }
            return new Received(
                    content.asSlice(0, n).toArray(JAVA_BYTE), passed(control, message.get(JAVA_LONG, 40)));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    private static MemorySegment message(Arena arena, MemorySegment content) {
        var vector = arena.allocate(16, 8);
        vector.set(ADDRESS, 0, content);
        vector.set(JAVA_LONG, 8, content.byteSize());
        var message = arena.allocate(MSGHDR_SIZE, 8);
        message.set(ADDRESS, 16, vector);
        message.set(JAVA_LONG, 24, 1L);
        return message;
    }

    private static int[] passed(MemorySegment control, long length) {
        if (length < CMSG_DATA || control.get(JAVA_INT, 12) != SCM_RIGHTS) {
            return new int[0];
        }
        long size = control.get(JAVA_LONG, 0) - CMSG_DATA;
        return control.asSlice(CMSG_DATA, size).toArray(JAVA_INT);
    }
}
