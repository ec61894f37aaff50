package muster.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that ask without pause, each request on a connection of its own, and count what they don't get.
final class Load implements AutoCloseable {
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> losses = new ConcurrentLinkedQueue<>();
    private final int port;
    private final String path;
    private final String expected;

    private Load(int port, String path, String expected) {
        this.port = port;
        this.path = path;
        this.expected = expected;
    }

    /// @param expected the body that each answer must have
    static Load of(int clients, int port, String path, String expected) {
        var load = new Load(port, path, expected);
        for (int i = 0; i < clients; i++) {
            load.clients.add(Thread.ofPlatform().name("client-" + i).start(load::askAgainAndAgain));
        }
        Await.until("the first answers under load", () -> load.answered.get() >= clients);
        return load;
    }

    private void askAgainAndAgain() {
        while (!over.get()) {
            try (Wire wire = new Wire(port)) {
                Reply reply = wire.exchange("GET", path, "Connection: close");
                if (reply.status() == 200 && reply.body().equals(expected)) {
                    answered.incrementAndGet();
                } else {
                    losses.add(reply.statusLine() + " with " + reply.body().length() + " bytes");
                }
            } catch (IOException problem) {
                losses.add(problem.toString());
            }
        }
    }

    int answered() {
        return answered.get();
    }

    /// Waits until this many more requests have been answered: the load is still moving.
    void awaitMore(int count) {
        int goal = answered.get() + count;
        Await.until(count + " more answers", () -> answered.get() >= goal);
    }

    /// What was not answered as expected so far.
    List<String> losses() {
        return List.copyOf(losses);
    }

    /// Ends the load, and returns all that was not answered as expected.
    List<String> finish() {
        close();
        return losses();
    }

    @Override
    public void close() {
        over.set(true);
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException problem) {
                throw new AssertionError(problem);
            }
        }
    }
}
