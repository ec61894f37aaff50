package muster.modules.proxy;

import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import muster.io.Deadline;
import muster.io.Dialer;
import muster.io.Endpoint;
import muster.io.SocketConnection;
import muster.io.Waiter;
import org.jspecify.annotations.Nullable;

/// The connections that this process has to one backend.
///
/// Nothing here waits for a lock: under event that would hold up the thread that frees what is waited for.
public final class Backend {
    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 16;

    private final Endpoint endpoint;
    private final WorkerOptions options;
    /// Whether connections are kept where the options don't say.
    private final boolean reusable;
    private final Deque<Resting> resting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger connections = new AtomicInteger();

    private record Resting(SocketConnection connection, long since) {}

    Backend(Endpoint endpoint, WorkerOptions options, boolean reusable) {
        this.endpoint = endpoint;
        this.options = options;
        Boolean said = options.reuse();
        this.reusable = said == null ? reusable : said;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public WorkerOptions options() {
        return options;
    }

    /// Whether connections are kept for other requests.
    public boolean reusable() {
        return reusable;
    }

    /// A connection that nobody else has: one that rested, or a new one.
    ///
    /// @param waiter of the thread of control that will use it
    /// @param fresh whether it must be a new one
    /// @throws muster.io.TimeoutException when connecting takes too long
    /// @throws ExhaustedException when this process has as many connections as it may have, for too long
    public SocketConnection acquire(Waiter waiter, boolean fresh, long timeoutMillis) throws IOException {
        SocketConnection rested = fresh ? null : rested();
        if (rested != null) {
            return rested.servedBy(waiter);
        }
        awaitRoom(waiter, timeoutMillis);
        try {
            long patience = options.connectMillis() >= 0 ? options.connectMillis() : timeoutMillis;
            return Dialer.dial(endpoint, waiter, Deadline.inMillis(patience));
        } catch (IOException | RuntimeException refused) {
            connections.decrementAndGet();
            throw refused;
        }
    }

    private @Nullable SocketConnection rested() {
        long most = options.restMillis();
        for (Resting one = resting.pollFirst(); one != null; one = resting.pollFirst()) {
            boolean young = most < 0 || System.nanoTime() - one.since < most * 1_000_000;
            if (young && one.connection.isQuiet()) {
                return one.connection;
            }
            discard(one.connection);
        }
        return null;
    }

    private void awaitRoom(Waiter waiter, long timeoutMillis) throws IOException {
        int most = options.most();
        long end = Deadline.inMillis(options.acquireMillis() > 0 ? options.acquireMillis() : timeoutMillis);
        long pause = FIRST_PAUSE_MILLIS;
        while (connections.incrementAndGet() > most && most > 0) {
            connections.decrementAndGet();
            if (Deadline.passed(end)) {
                throw new ExhaustedException();
            }
            waiter.pause(Deadline.inMillis(pause));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    /// Gives a connection back.
    /// @param quiet whether both sides have said all they had to say
    public void release(SocketConnection connection, boolean quiet) {
        if (quiet && reusable) {
            resting.addFirst(new Resting(connection, System.nanoTime()));
        } else {
            discard(connection);
        }
    }

    private void discard(SocketConnection connection) {
        connection.close();
        connections.decrementAndGet();
    }

    /// All connections that the configuration allows are in use.
    public static final class ExhaustedException extends IOException {
        private static final long serialVersionUID = 1L;

        ExhaustedException() {
            super("no connection is free");
        }
    }
}
