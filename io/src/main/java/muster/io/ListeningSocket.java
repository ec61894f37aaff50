package muster.io;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import muster.posix.Descriptors;
import muster.posix.PosixException;
import muster.posix.Sockets;

/// Makes listening sockets, non-blocking and close-on-exec.
public final class ListeningSocket {
    /// What can be changed while a socket listens.
    /// @param backlog how many connections may wait to be accepted
    /// @param deferSeconds how long the kernel keeps a connection to itself until data arrives; 0 for not at all
    /// @param sendBuffer in bytes; 0 leaves it to the system
    /// @param receiveBuffer in bytes; 0 leaves it to the system
    public record Options(int backlog, int deferSeconds, int sendBuffer, int receiveBuffer) {}

    private ListeningSocket() {}

    /// A socket that is bound, and listens after [#tune].
    /// @param sixOnly whether an IPv6 socket leaves IPv4 to another one
    public static int bind(InetSocketAddress address, boolean sixOnly) throws PosixException {
        int fd = Sockets.stream(address);
        try {
            Sockets.option(fd, Sockets.SOL_SOCKET, Sockets.SO_REUSEADDR, 1);
            Sockets.option(fd, Sockets.SOL_SOCKET, Sockets.SO_KEEPALIVE, 1);
            if (address.getAddress() instanceof Inet6Address) {
                Sockets.option(fd, Sockets.IPPROTO_IPV6, Sockets.IPV6_V6ONLY, sixOnly ? 1 : 0);
            }
            Sockets.bind(fd, address);
            return fd;
        } catch (PosixException refused) {
            Descriptors.close(fd);
            throw refused;
        }
    }

    /// Lets a bound socket listen, or changes one that does. Accepted connections inherit these options.
    public static void tune(int fd, Options options) throws PosixException {
        // Responses are put together before they are sent, so waiting for more to send (Nagle) only costs time.
        Sockets.option(fd, Sockets.IPPROTO_TCP, Sockets.TCP_NODELAY, 1);
        Sockets.option(fd, Sockets.IPPROTO_TCP, Sockets.TCP_DEFER_ACCEPT, options.deferSeconds());
        if (options.sendBuffer() > 0) {
            Sockets.option(fd, Sockets.SOL_SOCKET, Sockets.SO_SNDBUF, options.sendBuffer());
        }
        if (options.receiveBuffer() > 0) {
            Sockets.option(fd, Sockets.SOL_SOCKET, Sockets.SO_RCVBUF, options.receiveBuffer());
        }
        Sockets.listen(fd, options.backlog());
    }
}
