package muster.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import muster.posix.Epoll;
import muster.posix.Errno;
import muster.posix.PosixException;
import muster.posix.SocketAddress;
import muster.posix.Sockets;
import org.jspecify.annotations.Nullable;

/// Waits for connections on behalf of one thread. However many threads of however many processes wait for the same
/// listener, the kernel wakes one of them for each connection (EPOLLEXCLUSIVE).
public final class Acceptor implements AutoCloseable {
    /// How long to leave new connections in the queue when descriptors or memory have run out.
    static final long PAUSE_MILLIS = 500;

    /// How long nothing must have come before spare time is used: connections tend to come together.
    private static final int QUIET_MILLIS = 20;

    private static final long STOP = -1;

    private final Epoll epoll = new Epoll(16);
    private final Stop stop;
    private final Runnable beforeWaiting;
    private final Consumer<PosixException> complaint;
    private @Nullable BooleanSupplier spareTime;
    private final byte[] peer = new byte[SocketAddress.SIZE];

    /// @param beforeWaiting what the thread does first when it has nothing else to do
    /// @param complaint is told when accepting fails for want of descriptors or memory; accepting pauses then
    public Acceptor(Listeners listeners, Stop stop, Runnable beforeWaiting, Consumer<PosixException> complaint)
            throws IOException {
        this.stop = stop;
        this.beforeWaiting = beforeWaiting;
        this.complaint = complaint;
        for (int listener : listeners.descriptors()) {
            epoll.add(listener, Epoll.IN | Epoll.EXCLUSIVE, listener);
        }
        epoll.add(stop.descriptor(), Epoll.IN, STOP);
    }

    /// Gives the thread something to do while no connection comes.
    /// @param step takes a moment; returns false when nothing is left to do
    public void useSpareTime(BooleanSupplier step) {
        spareTime = step;
    }

    /// Waits for the next connection; null when the process is to stop.
    public @Nullable Connection accept(Waiter waiter) throws IOException {
        beforeWaiting.run();
        while (!stop.requested()) {
            int n = epoll.await(spareTime == null ? -1 : QUIET_MILLIS);
            if (n == 0 && spareTime != null && !spareTime.getAsBoolean()) {
                spareTime = null;
            }
            // A connection that woke this thread is this thread's, even if the order to stop came with it: nobody else was woken.
            for (int i = 0; i < n; i++) {
                if (epoll.data(i) != STOP) {
                    Connection accepted = tryAccept((int) epoll.data(i), waiter);
                    if (accepted != null) {
                        return accepted;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Connection tryAccept(int listener, Waiter waiter) throws IOException {
        int fd = Sockets.accept(listener, peer);
        if (fd >= 0) {
            InetSocketAddress remote = SocketAddress.decode(peer);
            return new SocketConnection(fd, remote, waiter);
        }
        if (isShortage(-fd)) {
            complaint.accept(PosixException.of("accept", fd));
            waiter.await(stop.descriptor(), Waiter.READABLE, Deadline.inMillis(PAUSE_MILLIS), false);
        }
        // Anything else: another process was faster, or the client has gone again.
        return null;
    }

    /// Whether an error number of `accept` says that this process or machine has run out of something.
    static boolean isShortage(int errno) {
        return errno == Errno.EMFILE || errno == Errno.ENFILE || errno == Errno.ENOBUFS || errno == Errno.ENOMEM;
    }

    @Override
    public void close() {
        epoll.close();
    }
}
