package muster.parent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.config.Settings;
import muster.core.ServerSettings;
import muster.io.ListeningSocket;
import muster.core.ListenAddress;
import muster.mpm.MpmSettings;
import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.PosixException;

/// The listening sockets of the server, by their address. A socket lives as long as some generation names its address, so a
/// restart loses no connection that waits in its queue.
final class ListenTable {
    private final Map<InetSocketAddress, Integer> sockets = new LinkedHashMap<>();
    /// Sockets that the service manager has opened for us.
    private final Map<InetSocketAddress, Integer> given;

    /// @param given bound sockets that the service manager has passed
    ListenTable(Map<InetSocketAddress, Integer> given) {
        this.given = new LinkedHashMap<>(given);
    }

    /// The sockets for all Listen lines, those that are open already and new ones. If one can't be bound, those opened here are
    /// closed again, and nothing has changed.
    /// @throws ListenException naming the address
    List<Integer> open(Settings settings) throws IOException {
        var opened = new ArrayList<InetSocketAddress>();
        var descriptors = new ArrayList<Integer>();
        List<ListenAddress> wanted = settings.get(ServerSettings.LISTEN);
        try {
            for (ListenAddress listen : wanted) {
                InetSocketAddress address = address(listen);
                Integer known = sockets.get(address);
                if (known == null) {
                    known = bound(listen, address, wanted);
                    sockets.put(address, known);
                    opened.add(address);
                }
                ListeningSocket.tune(known, options(listen, settings));
                descriptors.add(known);
            }
            return descriptors;
        } catch (IOException refused) {
            for (InetSocketAddress address : opened) {
                Descriptors.close(sockets.remove(address));
            }
            throw refused;
        }
    }

    /// Closes every socket that none of these Listen lines names.
    void keepOnly(List<ListenAddress> wanted) throws IOException {
        var kept = new HashSet<InetSocketAddress>();
        for (ListenAddress listen : wanted) {
            kept.add(address(listen));
        }
        sockets.entrySet().removeIf(entry -> {
            if (kept.contains(entry.getKey())) {
                return false;
            }
            Descriptors.close(entry.getValue());
            return true;
        });
    }

    void close() {
        sockets.values().forEach(Descriptors::close);
        sockets.clear();
    }

    private int bound(ListenAddress listen, InetSocketAddress address, List<ListenAddress> all) throws IOException {
        Integer passed = given.remove(address);
        if (passed != null) {
            Descriptors.closeOnExec(passed, true);
            Descriptors.nonBlocking(passed, true);
            return passed;
        }
        try {
            return ListeningSocket.bind(address, alone(listen, all));
        } catch (PosixException refused) {
            boolean noSuchFamily = refused.errno() == Errno.EAFNOSUPPORT || refused.errno() == Errno.EADDRNOTAVAIL;
            if (listen.address().isEmpty() && noSuchFamily) {
                return ListeningSocket.bind(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[4]), listen.port()), false);
            }
            throw new ListenException(address, refused);
        }
    }

    /// Whether an IPv6 socket must leave IPv4 to a Listen line of its own.
    private static boolean alone(ListenAddress listen, List<ListenAddress> all) {
        for (ListenAddress other : all) {
            if (other.port() == listen.port() && other.address().equals("0.0.0.0")) {
                return true;
            }
        }
        return false;
    }

    /// Without an address, all of them: an IPv6 socket that takes IPv4 too.
    private static InetSocketAddress address(ListenAddress listen) throws IOException {
        InetAddress address = listen.address().isEmpty()
                ? InetAddress.getByAddress(new byte[16])
                : InetAddress.getByName(listen.address());
        return new InetSocketAddress(address, listen.port());
    }

    private static ListeningSocket.Options options(ListenAddress listen, Settings settings) {
        String filter = settings.get(MpmSettings.ACCEPT_FILTERS).getOrDefault(listen.protocol(), defaultFilter(listen));
        return new ListeningSocket.Options(
                settings.get(MpmSettings.LISTEN_BACKLOG),
                filter.equals("none") ? 0 : settings.get(MpmSettings.LISTEN_DEFER_ACCEPT),
                settings.get(MpmSettings.SEND_BUFFER_SIZE),
                settings.get(MpmSettings.RECEIVE_BUFFER_SIZE));
    }

    private static String defaultFilter(ListenAddress listen) {
        return listen.protocol().equals("http") || listen.protocol().equals("https") ? "data" : "none";
    }

    /// An address that can't be listened on.
    static final class ListenException extends IOException {
        private static final long serialVersionUID = 1L;

        ListenException(InetSocketAddress address, PosixException cause) {
            super(
                    "(" + cause.errno() + ")" + Errno.text(cause.errno())
                            + ": AH00072: make_sock: could not bind to address " + text(address),
                    cause);
        }

        private static String text(InetSocketAddress address) {
            String host = address.getAddress().getHostAddress();
            if (address.getAddress().isAnyLocalAddress()) {
                host = address.getAddress().getAddress().length == 4 ? "0.0.0.0" : "::";
            }
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + address.getPort() : host + ":" + address.getPort();
        }
    }
}
