package muster.mpm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import muster.core.ConnectionServer;
import muster.core.Slot;
import muster.io.PollWaiter;
import muster.io.SocketConnection;
import muster.io.Stop;
import muster.posix.PosixException;
import muster.posix.Sockets;
import muster.scoreboard.MappedChildPage;
import org.jspecify.annotations.Nullable;

/// A new process serves its first requests slowly, because the virtual machine compiles what has run often. Under prefork every
/// child has to learn this by itself: 0.17 s of processor time and about a hundred requests. So a child that has nothing to
/// do plays requests to itself, a few at a time, until they have been compiled.
///
/// They come from nobody over a pair of sockets, go through the same code as all others, to a server of their own: one small
/// file, logs that lead nowhere, a scoreboard that nobody reads. The site, its logs and its counts never see them.
public final class Rehearsal implements BooleanSupplier {
    /// Makes the server that is played to.
    @FunctionalInterface
    public interface Stage {
        /// @param stop never requested
        ConnectionServer open(Stop stop) throws IOException;
    }

    private static final int ROUNDS = 40;
    private static final int REQUESTS_A_ROUND = 4;

    private final Stage stage;
    private final String path;
    private final Stop stop;
    private @Nullable Play play;
    private int rounds = ROUNDS;

    private record Play(ConnectionServer server, OwnSlot slot, PollWaiter waiter, InetSocketAddress somewhere, byte[] requests) {}

    /// @param path of a small file on the stage
    public Rehearsal(Stage stage, String path, Stop stop) {
        this.stage = stage;
        this.path = path;
        this.stop = stop;
    }

    /// Plays a few requests.
    /// @return false when enough were played
    @Override
    public boolean getAsBoolean() {
        try {
            Play own = play;
            if (own == null) {
                own = prepared();
                play = own;
            } else {
                round(own);
            }
            rounds--;
        } catch (IOException | RuntimeException _) {
            rounds = 0; // What can't be rehearsed is learnt from real requests.
        }
        if (rounds <= 0) {
            play = null;
        }
        return play != null;
    }

    private Play prepared() throws IOException {
        var page = new MappedChildPage(Arena.ofAuto().allocate(MappedChildPage.size(1), 8), 1);
        var slot = new OwnSlot(new Slot(page.row(0)));
        var somewhere = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 80);
        return new Play(stage.open(stop), slot, new PollWaiter(stop, () -> {}), somewhere, requests());
    }

    private byte[] requests() {
        String fields = " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0 (rehearsal)\r\nAccept: */*\r\nAccept-Language: en\r\n"
                + "Accept-Encoding: gzip\r\n";
        String one = "GET " + path + fields + "\r\n";
        String last = "GET " + path + fields + "Connection: close\r\n\r\n";
        return (one.repeat(REQUESTS_A_ROUND - 1) + last).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void round(Play own) throws PosixException {
        int[] ends = Sockets.pair();
        try {
            int sent = Sockets.send(ends[0], own.requests, 0, own.requests.length, 0);
            if (sent != own.requests.length) {
                throw new IllegalStateException("the requests don't fit into a socket");
            }
            // The responses stay in the socket's buffer, which has room for them, and go with it.
            own.server.serve(new SocketConnection(ends[1], own.somewhere, own.somewhere, own.waiter), own.slot);
        } finally {
            Sockets.close(ends[0]);
        }
    }
}
