package muster.posix;

/// A datagram socket to the machine's log daemon (`/dev/log`), as `openlog(3)` makes one. It never waits: when the daemon is slow,
/// messages are lost, not requests.
public final class Syslog {
    /// The daemon's usual address.
    public static final String ADDRESS_OF_DAEMON = "/dev/log";

    private Syslog() {}

    /// A socket that each [FileIo#write] sends one message through.
    /// @param path of the daemon's socket
    /// @throws PosixException if no daemon listens there
    public static int connect(String path) throws PosixException {
        return UnixDatagram.connect(path);
    }
}
