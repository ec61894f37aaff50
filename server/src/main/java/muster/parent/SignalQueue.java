package muster.parent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import muster.posix.EventCounter;
import muster.posix.PosixException;
import muster.posix.Signals;
import org.jspecify.annotations.Nullable;

/// Signals on their way to the parent's loop: the handler only queues and wakes.
final class SignalQueue {
    private final EventCounter counter = new EventCounter();
    private final Queue<Integer> queue = new ConcurrentLinkedQueue<>();

    SignalQueue() throws PosixException {
        Signals.handle(
                signal -> {
                    queue.add(signal);
                    counter.signal();
                },
                Signals.SIGHUP,
                Signals.SIGINT,
                Signals.SIGTERM,
                Signals.SIGUSR1,
                Signals.SIGWINCH);
    }

    /// Readable while signals wait.
    int descriptor() {
        return counter.descriptor();
    }

    /// To be called before [#next], once the descriptor was readable.
    void drain() {
        counter.drain();
    }

    @Nullable Integer next() {
        return queue.poll();
    }
}
