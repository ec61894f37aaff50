package muster.mpm;

import java.io.IOException;
import muster.io.EventPoller;
import org.jspecify.annotations.Nullable;

/// A parked virtual thread waits: a few kilobytes a connection, and an epoll poller that wakes it. Requests take one of
/// ThreadsPerChild slots; idle connections, slow readers and lingering closes hold none.
public final class Event implements Mpm {
    @Override
    public String name() {
        return "event";
    }

    @Override
    public boolean threaded() {
        return true;
    }

    @Override
    public boolean async() {
        return true;
    }

    @Override
    public void serve(ChildContext child) throws IOException {
        var slots = new SharedSlots(child);
        var poller = new EventPoller(
                child.listeners(),
                child.stop(),
                connection -> {
                    child.accepted();
                    slots.opened();
                    try {
                        child.connections().serve(connection, slots);
                    } finally {
                        slots.closed();
                    }
                },
                () -> {
                    slots.publish();
                    child.flushLogs();
                },
                new ShortageLog(child.log()),
                child.connectionLimit());
        var failure = new Failure();
        joined(Thread.ofVirtual().name("poller").start(() -> {
            try {
                poller.run();
            } catch (IOException broken) {
                failure.cause = broken;
            }
        }));
        if (failure.cause != null) {
            throw failure.cause;
        }
    }

    private static void joined(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException unexpected) {
            throw new IOException("interrupted while waiting for the poller", unexpected);
        }
    }

    private static final class Failure {
        private volatile @Nullable IOException cause;
    }
}
