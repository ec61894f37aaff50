package muster.io;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import muster.posix.EventCounter;
import org.jspecify.annotations.Nullable;

/// Runs what may block for long (name look-ups, password hashes, cold disks) on a few platform threads, while the caller waits the
/// way its MPM waits. Under event a call like that on the connection's own thread would hold up every connection of the process.
///
/// The completion comes back through an `eventfd`, because nothing else wakes the event poller.
public final class Offload {
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /// @param most threads at a time; none runs while there is nothing to do
    /// @param queued calls that may wait for a thread; more are refused
    public Offload(int most, int queued) {
        this.threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queued), Offload::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /// Runs a task elsewhere and waits for its result.
    ///
    /// @param deadline in the time of [Deadline]; the task itself is not interrupted when it passes, its result is forgotten
    /// @throws TimeoutException when the deadline passes first
    /// @throws IOException what the task threw, or that too many tasks wait already
    public <T> T call(Waiter waiter, long deadline, Callable<T> task) throws IOException {
        var pending = new Pending<>(task);
        try {
            threads.execute(pending);
        } catch (RejectedExecutionException full) {
            pending.release();
            pending.release();
            throw new IOException("too many blocking calls at once", full);
        }
        return pending.await(waiter, deadline);
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("offload").unstarted(work);
    }

    private static final class Pending<T> implements Runnable {
        private final Callable<T> task;
        private final EventCounter done = new EventCounter();
        /// The waiting caller and the working thread; the last to leave closes the descriptor.
        private final AtomicInteger holders = new AtomicInteger(2);
        private volatile @Nullable T result;
        private volatile @Nullable Throwable failure;

        Pending(Callable<T> task) throws IOException {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                result = task.call();
            } catch (Exception | StackOverflowError thrown) {
                failure = thrown;
            }
            done.signal();
            release();
        }

        T await(Waiter waiter, long deadline) throws IOException {
            try {
                Ready ready = waiter.await(done.descriptor(), Waiter.READABLE, deadline, false);
                if (ready == Ready.TIMED_OUT) {
                    throw new TimeoutException("a blocking call");
                }
                waiter.forget(done.descriptor());
            } finally {
                release();
            }
            Throwable thrown = failure;
            T value = result;
            if (thrown != null || value == null) {
                throw new IOException("a blocking call failed", thrown);
            }
            return value;
        }

        void release() {
            if (holders.decrementAndGet() == 0) {
                done.close();
            }
        }
    }
}
