package muster.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import muster.posix.Epoll;
import muster.posix.EventCounter;
import muster.posix.PosixException;
import muster.posix.SocketAddress;
import muster.posix.Sockets;
import org.jspecify.annotations.Nullable;

/// The heart of the event MPM: an epoll loop that is itself a virtual thread, on the same single carrier as the
/// connections it wakes. One turn: look what is ready, unpark those connections, yield; they run until each of them
/// parks again; next turn. Nothing is ever handed from one platform thread to another.
///
/// It must never block in `epoll_wait` while a connection is runnable: [#runnable] counts them, and the poller only looks
/// while there are any. (Yielding alone doesn't do: the scheduler may run the poller before a thread it has just
/// started.)
public final class EventPoller {
    private static final int EVENTS = 512;
    private static final int ACCEPTS_PER_TURN = 4;
    private static final int LISTENER = 1;
    private static final int WAKE_UP = 2;
    private static final int STOP = 3;
    private static final int DESCRIPTOR = 0;

    /// One descriptor's place in the poller. Epoll's data carries its generation, so that an event of a closed descriptor never
    /// reaches the one that got its number.
    static final class Registration {
        private final int generation;
        /// Who waits; a connection to a backend serves one client after another.
        private ParkWaiter owner;
        /// Readiness nobody has waited for yet: an edge comes only once.
        private int marks;
        /// The peer has sent its last byte, or the connection is broken: from now on reading never has to wait.
        private boolean readEnded;
        /// The connection is broken: writing need not wait to find out either.
        private boolean broken;
        int awaited;

        private Registration(int generation, ParkWaiter owner) {
            this.generation = generation;
            this.owner = owner;
        }

        private void note(int happened) {
            marks |= happened & (Waiter.READABLE | Waiter.WRITABLE);
            readEnded |= (happened & (Epoll.RDHUP | Epoll.HUP | Epoll.ERR)) != 0;
            broken |= (happened & (Epoll.HUP | Epoll.ERR)) != 0;
        }

        private int marks() {
            return marks | (readEnded ? Waiter.READABLE : 0) | (broken ? Waiter.WRITABLE | Waiter.BROKEN : 0);
        }

        /// Consumes the marks of `interest`.
        int take(int interest) {
            int ready = marks() & interest;
            marks &= ~interest;
            return ready;
        }
    }

    private final Epoll epoll = new Epoll(EVENTS);
    private final EventCounter wakeUp = new EventCounter();
    private final TimerWheel timers = new TimerWheel();
    private final Listeners listeners;
    private final Stop stop;
    private final Consumer<Connection> server;
    private final Runnable beforeWaiting;
    private final Consumer<PosixException> complaint;
    private final byte[] peer = new byte[SocketAddress.SIZE];
    private final int connectionLimit;

    private @Nullable Registration[] registrations = new Registration[1024];
    private int nextGeneration;
    private int runnable;
    private int connections;
    private boolean listening;
    private boolean stopping;
    private long resumeListeningAt = Deadline.NEVER;

    private final Queue<ParkWaiter> completions = new ConcurrentLinkedQueue<>();
    private @Nullable ExecutorService elsewhere;

    /// @param server serves one connection to its end; runs on a virtual thread of its own
    /// @param beforeWaiting runs before the process sleeps: flushes log lines
    /// @param complaint is told when descriptors or memory have run out; accepting pauses then
    /// @param connectionLimit accepting pauses at this many open connections
    public EventPoller(
            Listeners listeners,
            Stop stop,
            Consumer<Connection> server,
            Runnable beforeWaiting,
            Consumer<PosixException> complaint,
            int connectionLimit)
            throws IOException {
        this.listeners = listeners;
        this.stop = stop;
        this.server = server;
        this.beforeWaiting = beforeWaiting;
        this.complaint = complaint;
        this.connectionLimit = connectionLimit;
        epoll.add(wakeUp.descriptor(), Epoll.IN, data(WAKE_UP, 0, 0));
        epoll.add(stop.descriptor(), Epoll.IN | Epoll.EDGE_TRIGGERED, data(STOP, 0, 0));
    }

    /// Accepts and wakes until the process is to stop and the last connection has ended. Runs on a virtual thread.
    public void run() throws IOException {
        while (!stopping || connections > 0) {
            listenOrPause();
            int n = epoll.await(patience());
            for (int i = 0; i < n; i++) {
                dispatch(epoll.data(i), epoll.happened(i));
            }
            timers.advance(System.nanoTime());
            Thread.yield();
        }
        beforeWaiting.run();
        if (elsewhere != null) {
            elsewhere.shutdown();
        }
        epoll.close();
        wakeUp.close();
    }

    /// How long this turn may sleep, in milliseconds.
    private int patience() {
        if (runnable > 0) {
            return 0;
        }
        beforeWaiting.run();
        int millis = timers.millisToNext(System.nanoTime());
        if (resumeListeningAt == Deadline.NEVER) {
            return millis;
        }
        int pause = Deadline.pollMillis(resumeListeningAt);
        return millis < 0 ? pause : Math.min(millis, pause);
    }

    private void listenOrPause() throws PosixException {
        if (resumeListeningAt != Deadline.NEVER && Deadline.passed(resumeListeningAt)) {
            resumeListeningAt = Deadline.NEVER;
        }
        boolean wanted = !stopping && resumeListeningAt == Deadline.NEVER && connections < connectionLimit;
        if (wanted == listening) {
            return;
        }
        for (int fd : listeners.descriptors()) {
            if (wanted) {
                epoll.add(fd, Epoll.IN | Epoll.EXCLUSIVE, data(LISTENER, 0, fd));
            } else {
                unlisten(fd);
            }
        }
        listening = wanted;
    }

    /// A process that stops lets go of its sockets after a moment, whether this thread has had its turn or not.
    private void unlisten(int fd) throws PosixException {
        try {
            epoll.remove(fd);
        } catch (PosixException gone) {
            if (!stopping) {
                throw gone;
            }
        }
    }

    private void dispatch(long data, int happened) {
        switch ((int) (data >>> 62)) {
            case LISTENER -> accept((int) data);
            case WAKE_UP -> wakeCompleted();
            case STOP -> beginToStop();
            default -> ready((int) data, (int) (data >>> 32) & 0x3FFFFFFF, happened);
        }
    }

    private static long data(int kind, int generation, int fd) {
        return (long) kind << 62 | (long) (generation & 0x3FFFFFFF) << 32 | fd;
    }

    private void ready(int fd, int generation, int happened) {
        Registration registration = fd < registrations.length ? registrations[fd] : null;
        if (registration == null || registration.generation != generation) {
            return;
        }
        registration.note(happened);
        if ((registration.marks() & registration.awaited) != 0) {
            registration.owner.wake(Ready.READY);
        }
    }

    private void accept(int listener) {
        // Also when the order to stop came in the same turn: the kernel woke nobody else for this connection.
        for (int i = 0; i < ACCEPTS_PER_TURN && connections < connectionLimit; i++) {
            int fd = Sockets.accept(listener, peer);
            if (fd < 0) {
                if (Acceptor.isShortage(-fd)) {
                    complaint.accept(PosixException.of("accept", fd));
                    resumeListeningAt = Deadline.inMillis(Acceptor.PAUSE_MILLIS);
                }
                return;
            }
            start(new SocketConnection(fd, SocketAddress.decode(peer), new ParkWaiter(this)));
        }
    }

    private void start(Connection connection) {
        connections++;
        runnable++;
        Thread.startVirtualThread(() -> {
            try {
                server.accept(connection);
            } finally {
                connections--;
                runnable--;
            }
        });
    }

    private void wakeCompleted() {
        wakeUp.drain();
        for (ParkWaiter waiter = completions.poll(); waiter != null; waiter = completions.poll()) {
            waiter.wake(Ready.READY);
        }
    }

    private void beginToStop() {
        stopping = stop.requested();
        if (!stopping) {
            return;
        }
        for (Registration registration : registrations) {
            if (registration != null && registration.owner.stoppable()) {
                registration.owner.wake(Ready.STOPPED);
            }
        }
    }

    boolean stopping() {
        return stopping;
    }

    TimerWheel timers() {
        return timers;
    }

    /// How many connections are open now.
    public int connections() {
        return connections;
    }

    void threadParks() {
        runnable--;
    }

    void threadWakes() {
        runnable++;
    }

    /// The registration of a descriptor; made at its first wait.
    Registration registration(int fd, ParkWaiter owner) throws PosixException {
        if (fd >= registrations.length) {
            registrations = Arrays.copyOf(registrations, Math.max(fd + 1, registrations.length * 2));
        }
        Registration known = registrations[fd];
        if (known == null) {
            nextGeneration = nextGeneration + 1 & 0x3FFFFFFF;
            known = new Registration(nextGeneration, owner);
            registrations[fd] = known;
            epoll.add(
                    fd,
                    Epoll.IN | Epoll.OUT | Epoll.RDHUP | Epoll.EDGE_TRIGGERED,
                    data(DESCRIPTOR, known.generation, fd));
        }
        known.owner = owner;
        return known;
    }

    /// Called before a descriptor is closed; the kernel itself forgets a closed one.
    void forget(int fd) {
        if (fd < registrations.length) {
            registrations[fd] = null;
        }
    }

    void elsewhere(Runnable work) {
        ExecutorService pool = elsewhere;
        if (pool == null) {
            pool = Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("elsewhere-", 1).factory());
            elsewhere = pool;
        }
        pool.execute(work);
    }

    void completed(ParkWaiter waiter) {
        completions.add(waiter);
        wakeUp.signal();
    }
}
