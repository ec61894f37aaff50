package muster.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import muster.posix.EventCounter;
import muster.posix.Sockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// The poller on a real loopback socket: every test serves real clients and ends by an orderly stop.
class EventPollerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private int listener;
    private InetSocketAddress address;
    private TestStop stop;
    private CompletableFuture<Void> ended;

    @BeforeEach
    void listen() throws IOException {
        listener = Sockets.stream(ANY_PORT);
        Sockets.bind(listener, ANY_PORT);
        // Accepted sockets inherit it; without it three small writes wait for the client's delayed acknowledgement.
        Sockets.option(listener, Sockets.IPPROTO_TCP, Sockets.TCP_NODELAY, 1);
        Sockets.listen(listener, 511);
        address = Sockets.localAddress(listener);
        stop = new TestStop();
        ended = new CompletableFuture<>();
    }

    @AfterEach
    void stopListening() throws Exception {
        stop.request();
        ended.get(20, TimeUnit.SECONDS);
        Sockets.close(listener);
    }

    private void serve(Consumer<Connection> server) throws IOException {
        int[] descriptors = {listener};
        var poller = new EventPoller(() -> descriptors, stop, server, () -> {}, problem -> {}, 10_000);
        Thread.startVirtualThread(() -> {
            try {
                poller.run();
                ended.complete(null);
            } catch (Throwable problem) {
                ended.completeExceptionally(problem);
            }
        });
    }

    /// Sends back what comes, until the client ends.
    private static void echo(Connection connection) {
        byte[] buffer = new byte[16];
        try (connection) {
            for (int n = 0; n != Connection.END; n = connection.read(buffer, 0, buffer.length, Deadline.inMillis(10_000))) {
                connection.write(buffer, 0, n, false, 10_000);
            }
        } catch (IOException gone) {
            // The client left; the next one is another connection.
        }
    }

    /// The stall of the trial (a poller asleep in epoll_wait while a connection is runnable) showed in one of twelve load runs:
    /// so this one is repeated.
    @RepeatedTest(15)
    void noConnectionIsForgottenUnderLoad() throws Exception {
        serve(EventPollerTest::echo);
        var clients = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 8; i++) {
            clients.add(CompletableFuture.runAsync(() -> chat(40, 5), task -> Thread.ofPlatform().start(task)));
        }
        for (var client : clients) {
            client.get(30, TimeUnit.SECONDS);
        }
    }

    private void chat(int connections, int rounds) {
        // Longer than the server's buffer, so that one arrival takes several reads: an edge comes only once.
        byte[] question = "a question that is longer than sixteen bytes".getBytes();
        for (int c = 0; c < connections; c++) {
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoTimeout(15_000);
                for (int r = 0; r < rounds; r++) {
                    socket.getOutputStream().write(question);
                    assertArrayEquals(question, socket.getInputStream().readNBytes(question.length));
                }
            } catch (IOException problem) {
                throw new IllegalStateException(problem);
            }
        }
    }

    @Test
    void aClientThatEndsTogetherWithItsBytesIsNoticed() throws Exception {
        serve(EventPollerTest::echo);
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(new byte[] {1, 2, 3});
            socket.shutdownOutput();
            assertArrayEquals(new byte[] {1, 2, 3}, socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void aDeadlineEndsAWait() throws Exception {
        var outcome = new CompletableFuture<Ready>();
        serve(connection -> {
            try (connection) {
                connection.tryRead(new byte[1], 0, 1);
                outcome.complete(connection.awaitReadable(Deadline.inMillis(30), false));
            } catch (IOException problem) {
                outcome.completeExceptionally(problem);
            }
        });
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            assertEquals(Ready.TIMED_OUT, outcome.get(10, TimeUnit.SECONDS));
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void stoppingEndsIdleWaitsOnly() throws Exception {
        var idle = new CompletableFuture<Ready>();
        var busy = new CompletableFuture<Ready>();
        var waiting = new AtomicInteger();
        serve(connection -> {
            boolean first = waiting.incrementAndGet() == 1;
            try (connection) {
                connection.tryRead(new byte[1], 0, 1);
                (first ? idle : busy).complete(connection.awaitReadable(Deadline.inMillis(10_000), first));
            } catch (IOException problem) {
                idle.completeExceptionally(problem);
            }
        });
        try (var one = new Socket(address.getAddress(), address.getPort())) {
            while (waiting.get() < 1) {
                Thread.onSpinWait();
            }
            try (var other = new Socket(address.getAddress(), address.getPort())) {
                while (waiting.get() < 2) {
                    Thread.onSpinWait();
                }
                stop.request();
                assertEquals(Ready.STOPPED, idle.get(10, TimeUnit.SECONDS));
                assertFalse(busy.isDone());
                other.getOutputStream().write(1);
                assertEquals(Ready.READY, busy.get(10, TimeUnit.SECONDS));
            }
            assertEquals(-1, one.getInputStream().read());
        }
    }

    @Test
    void workElsewhereHoldsUpNobody() throws Exception {
        var release = new CompletableFuture<Integer>();
        var connections = new AtomicInteger();
        serve(connection -> {
            if (connections.incrementAndGet() > 1) {
                echo(connection);
                return;
            }
            try (connection) {
                byte[] answer = {(byte) (int) connection.waiter().elsewhere(release::get)};
                connection.write(answer, 0, 1, false, 1_000);
            } catch (Exception problem) {
                release.completeExceptionally(problem);
            }
        });
        try (var blocked = new Socket(address.getAddress(), address.getPort())) {
            while (connections.get() < 1) {
                Thread.onSpinWait();
            }
            chat(1, 3);
            release.complete(42);
            assertEquals(42, blocked.getInputStream().read());
        }
        assertTrue(release.isDone());
    }

    /// A stop made of an event counter, as a child has it.
    private static final class TestStop implements Stop {
        private final EventCounter counter;
        private volatile boolean requested;

        TestStop() throws IOException {
            this.counter = new EventCounter();
        }

        void request() {
            requested = true;
            counter.signal();
        }

        @Override
        public boolean requested() {
            return requested;
        }

        @Override
        public int descriptor() {
            return counter.descriptor();
        }
    }
}
