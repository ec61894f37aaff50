package muster.posix;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

import static java.lang.foreign.ValueLayout.JAVA_INT;


/// Sockets: `socket(2)` and its kin. Every socket made here is non-blocking and closed on exec.
///
/// [#accept], [#recv], [#send], [#sendFile] and [#shutdown] return a count or a negated error number; the others throw.
public final class Sockets {
    /// More data follows at once (`MSG_MORE`).
    public static final int MSG_MORE = 0x8000;

    public static final int SOL_SOCKET = 1;
    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_IPV6 = 41;
    public static final int SO_REUSEADDR = 2;
    public static final int SO_ERROR = 4;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_KEEPALIVE = 9;
    public static final int SO_LINGER = 13;
    public static final int SO_ACCEPTCONN = 30;
    public static final int TCP_NODELAY = 1;
    public static final int TCP_DEFER_ACCEPT = 9;
    public static final int IPV6_V6ONLY = 26;

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SHUT_WR = 1;

    private static final Libc.SystemCall SOCKET = Libc.call("socket");
    private static final Libc.SystemCall SOCKETPAIR = Libc.call("socketpair");
    private static final Libc.BufferCall BIND = Libc.withBuffer("bind");
    private static final Libc.BufferCall CONNECT = Libc.withBuffer("connect");
    private static final Libc.SystemCall LISTEN = Libc.call("listen");
    private static final Libc.BufferCall ACCEPT4 = Libc.withBuffer("accept4");
    private static final Libc.BufferCall RECV = Libc.withBuffer("recv");
    private static final Libc.BufferCall SEND = Libc.withBuffer("send");
    private static final Libc.SystemCall SENDFILE = Libc.call("sendfile");
    private static final Libc.SystemCall SHUTDOWN = Libc.call("shutdown");
    private static final Libc.SystemCall SETSOCKOPT = Libc.call("setsockopt");
    private static final Libc.SystemCall GETSOCKOPT = Libc.call("getsockopt");
    private static final Libc.BufferCall GETSOCKNAME = Libc.withBuffer("getsockname");
    private static final Libc.SystemCall CLOSE = Libc.call("close");

    private Sockets() {}

    /// A TCP socket for addresses of this one's family.
    public static int stream(InetSocketAddress like) throws PosixException {
        try {
            int fd = (int) SOCKET.call(CallState.mine(), SocketAddress.family(like), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            return PosixException.check("socket", CallState.result(CallState.mine(), fd));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Two connected stream sockets without a name.
    public static int[] pair() throws PosixException {
        MemorySegment state = CallState.mine();
        MemorySegment ends = ThreadScratch.mine().nativeStruct;
        int result = (int) SOCKETPAIR.call(state, AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.address());
        PosixException.check("socketpair", CallState.result(state, result));
        return new int[] {ends.get(JAVA_INT, 0), ends.get(JAVA_INT, 4)};
    }

    public static void bind(int fd, InetSocketAddress to) throws PosixException {
        byte[] address = SocketAddress.encode(to);
        int result;
        try {
            result = (int) BIND.call(CallState.mine(), fd, MemorySegment.ofArray(address), address.length);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("bind " + to, CallState.result(CallState.mine(), result));
    }

    /// Begins to connect: 0, or `-EINPROGRESS` when it takes time (then wait for writability and ask SO_ERROR).
    public static int connect(int fd, InetSocketAddress to) {
        byte[] address = SocketAddress.encode(to);
        try {
            int result = (int) CONNECT.call(CallState.mine(), fd, MemorySegment.ofArray(address), address.length);
            return CallState.result(CallState.mine(), result);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    public static void listen(int fd, int backlog) throws PosixException {
        int result;
        try {
            result = (int) LISTEN.call(CallState.mine(), fd, backlog);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("listen", CallState.result(CallState.mine(), result));
    }

    /// Accepts a connection.
    /// @param peer takes the peer's address, for [SocketAddress#decode]; at least [SocketAddress#SIZE] bytes
    /// @return the new descriptor, non-blocking, or a negated error number
    public static int accept(int listener, byte[] peer) {
        MemorySegment state = CallState.mine();
        MemorySegment size = ThreadScratch.mine().nativeStruct;
        size.set(JAVA_INT, 0, SocketAddress.SIZE);
        try {
            int fd = (int) ACCEPT4.call(
                    state, listener, MemorySegment.ofArray(peer), size.address(), SOCK_NONBLOCK | SOCK_CLOEXEC);
            return CallState.result(state, fd);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Looks without taking: 1 if something can be read, 0 at the end, `-EAGAIN` if there is nothing yet.
    public static int peek(int fd) {
        MemorySegment state = CallState.mine();
        try {
            long n = RECV.call(state, fd, MemorySegment.ofArray(new byte[1]), 1L, MSG_PEEK | MSG_DONTWAIT);
            return (int) CallState.result(state, n);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    public static int recv(int fd, byte[] into, int offset, int length) {
        var scratch = ThreadScratch.mine();
        return (int) CallState.result(scratch.state, RECV.call(scratch.state, fd, scratch.heap(into, offset, length), length, 0));
    }

    /// @param flags [#MSG_MORE] or 0
    public static int send(int fd, byte[] from, int offset, int length, int flags) {
        var scratch = ThreadScratch.mine();
        long n = SEND.call(scratch.state, fd, scratch.heap(from, offset, length), length, flags | MSG_NOSIGNAL);
        return (int) CallState.result(scratch.state, n);
    }

    /// Sends file content without copying it. A disk may have to be read: the thread counts as blocked meanwhile.
    /// @param offset a native `off_t`; the kernel moves it on
    public static long sendFile(int socket, int file, MemorySegment offset, long length) {
        MemorySegment state = CallState.mine();
        try {
            return CallState.result(state, SENDFILE.call(state, socket, file, offset.address(), length));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Ends the sending side.
    public static int shutdownOutput(int fd) {
        try {
            int result = (int) SHUTDOWN.call(CallState.mine(), fd, SHUT_WR);
            return CallState.result(CallState.mine(), result);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Sets an option whose value is an `int`.
    public static void option(int fd, int level, int name, int value) throws PosixException {
        set(fd, level, name, new int[] {value});
    }

    /// Makes `close` discard what was not sent and reset the connection (SO_LINGER with no time).
    public static void resetOnClose(int fd) throws PosixException {
        set(fd, SOL_SOCKET, SO_LINGER, new int[] {1, 0});
    }

    private static void set(int fd, int level, int name, int[] value) throws PosixException {
        MemorySegment memory = ThreadScratch.mine().nativeStruct;
        MemorySegment.copy(value, 0, memory, JAVA_INT, 0, value.length);
        int result;
        try {
            result = (int) SETSOCKOPT.call(CallState.mine(), fd, level, name, memory.address(), value.length * 4);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("setsockopt", CallState.result(CallState.mine(), result));
    }

    /// Asks for an option whose value is an `int`.
    public static int option(int fd, int level, int name) throws PosixException {
        MemorySegment memory = ThreadScratch.mine().nativeStruct;
        memory.set(JAVA_INT, 0, 0);
        memory.set(JAVA_INT, 4, 4);
        int result;
        try {
            result = (int) GETSOCKOPT.call(
                    CallState.mine(), fd, level, name, memory.address(), memory.address() + 4);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("getsockopt", CallState.result(CallState.mine(), result));
        return memory.get(JAVA_INT, 0);
    }

    /// The socket's own address.
    public static InetSocketAddress localAddress(int fd) throws PosixException {
        byte[] address = new byte[SocketAddress.SIZE];
        MemorySegment size = ThreadScratch.mine().nativeStruct;
        size.set(JAVA_INT, 0, SocketAddress.SIZE);
        int result;
        try {
            result = (int) GETSOCKNAME.call(CallState.mine(), fd, MemorySegment.ofArray(address), size.address());
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("getsockname", CallState.result(CallState.mine(), result));
        return SocketAddress.decode(address);
    }

    public static void close(int fd) {
        try {
            int ignored = (int) CLOSE.call(CallState.mine(), fd);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }
}
