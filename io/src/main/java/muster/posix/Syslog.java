package muster.posix;

/// A datagram socket to the machine's log daemon (`/dev/log`), as `openlog(3)` makes one. It never waits: when the daemon is slow,
/// messages are lost, not requests.
public final class Syslog {
    /// The daemon's address, where it isn't the usual one: a container may have it elsewhere.
    private static final String VARIABLE = "MUSTER_SYSLOG";

    private static final String USUAL_ADDRESS = "/dev/log";

    private Syslog() {}

    /// A socket that each [FileIo#write] sends one message through.
    /// @throws PosixException if no daemon listens
    public static int connect() throws PosixException {
        return UnixDatagram.connect(System.getenv().getOrDefault(VARIABLE, USUAL_ADDRESS));
    }

    /// As [#connect]; where no daemon listens, a socket whose writes fail until one does and [#connect] is tried again.
    public static int connectIfPossible() throws PosixException {
        try {
            return connect();
        } catch (PosixException nobody) {
            return UnixDatagram.unconnected();
        }
    }
}
