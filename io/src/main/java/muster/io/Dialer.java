package muster.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import muster.posix.Errno;
import muster.posix.PosixException;
import muster.posix.Sockets;
import muster.posix.UnixStream;

/// Connects to backends.
public final class Dialer {
    private static final InetSocketAddress THIS_MACHINE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    /// How long to wait before a full queue of a local socket is tried again; doubled each time.
    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 64;

    private Dialer() {}

    /// Connects, waiting for it.
    /// @throws TimeoutException when the deadline passes first
    /// @throws UnknownHostException for a name that has no address
    /// @throws PosixException as `connect(2)`
    public static SocketConnection dial(Endpoint to, Waiter waiter, long deadline) throws IOException {
        return switch (to) {
            case Endpoint.Unix(String path) -> local(path, waiter, deadline);
            case Endpoint.Tcp(String host, int port) -> remote(host, port, waiter, deadline);
        };
    }

    private static SocketConnection local(String path, Waiter waiter, long deadline) throws IOException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            int fd = UnixStream.socket();
            int result = UnixStream.connect(fd, path);
            if (result == 0) {
                return new SocketConnection(fd, THIS_MACHINE, waiter);
            }
            if (result != -Errno.EAGAIN) {
                Sockets.close(fd);
                throw PosixException.of("connect " + path, result);
            }
            Sockets.close(fd);
            if (Deadline.passed(deadline)) {
                throw new TimeoutException("connecting to " + path);
            }
            waiter.pause(Deadline.earlier(deadline, Deadline.inMillis(pause))); // nothing tells when the queue has room
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private static SocketConnection remote(String host, int port, Waiter waiter, long deadline) throws IOException {
        IOException failure = null;
        for (InetAddress address : addresses(host, waiter)) {
            try {
                return connected(new InetSocketAddress(address, port), waiter, deadline);
            } catch (PosixException refused) {
                failure = refused;
            }
        }
        throw failure == null ? new UnknownHostException(host) : failure;
    }

    private static InetAddress[] addresses(String host, Waiter waiter) throws IOException {
        try {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException name) {
            try {
                return waiter.elsewhere(() -> InetAddress.getAllByName(host));
            } catch (IOException unknown) {
                throw unknown;
            } catch (Exception broken) {
                throw new IOException(broken);
            }
        }
    }

    private static SocketConnection connected(InetSocketAddress to, Waiter waiter, long deadline) throws IOException {
        int fd = Sockets.stream(to);
        int result = Sockets.connect(fd, to);
        if (result == -Errno.EINPROGRESS) {
            if (waiter.await(fd, Waiter.WRITABLE, deadline, false) == Ready.TIMED_OUT) {
                waiter.forget(fd);
                Sockets.close(fd);
                throw new TimeoutException("connecting to " + to);
            }
            result = -Sockets.option(fd, Sockets.SOL_SOCKET, Sockets.SO_ERROR);
        }
        if (result < 0) {
            waiter.forget(fd);
            Sockets.close(fd);
            throw PosixException.of("connect " + to, result);
        }
        Sockets.option(fd, Sockets.IPPROTO_TCP, Sockets.TCP_NODELAY, 1);
        return new SocketConnection(fd, to, waiter);
    }
}
