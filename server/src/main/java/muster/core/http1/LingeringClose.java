package muster.core.http1;

import java.io.IOException;
import muster.core.Idle;
import muster.core.Slots;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.Ready;

/// Ends a connection whose client may still be sending: closing at once would make the kernel answer those bytes with a reset,
/// which can destroy the response before the client has read it (RFC 9112 §9.6; httpd's `ap_lingering_close`).
final class LingeringClose {
    private static final int QUIET_MILLIS = 2_000;
    private static final int MOST_MILLIS = 30_000;
    private static final int SHORT_MILLIS = 2_000;

    private LingeringClose() {}

    /// Says that nothing more comes, then reads and discards until the client ends too, is quiet for two seconds, or half a minute is
    /// over. Holds no slot meanwhile.
    ///
    /// @param briefly two seconds in all: for a server that is stopping, or a client that was refused
    static void linger(Connection transport, Slots slots, boolean briefly) throws IOException {
        transport.shutdownOutput();
        slots.idles(Idle.CLOSING);
        try {
            // Small: thousands of connections may linger at once.
            byte[] discarded = new byte[512];
            long end = Deadline.inMillis(briefly ? SHORT_MILLIS : MOST_MILLIS);
            int n = 0;
            while (n != Connection.END) {
                n = transport.tryRead(discarded, 0, discarded.length);
                if (n == Connection.WOULD_WAIT) {
                    long deadline = Deadline.earlier(end, Deadline.inMillis(QUIET_MILLIS));
                    if (transport.awaitReadable(deadline, false) != Ready.READY) {
                        return;
                    }
                } else if (Deadline.passed(end)) {
                    return;
                }
            }
        } finally {
            slots.resumes(Idle.CLOSING);
        }
    }
}
