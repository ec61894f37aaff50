package muster.mpm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import muster.log.LogLevel;
import muster.posix.ServingThread;
import org.jspecify.annotations.Nullable;

/// The threads of a child whose threads wait themselves: each with an [AcceptLoop] of its own.
final class ServingThreads {
    private static final long STACK_BYTES = 512 * 1024;

    private ServingThreads() {}

    /// Serves with so many threads until the child is to stop and the last connection has ended.
    /// @param spareTime for the first of them: see [ChildContext#spareTime]
    static void run(ChildContext child, int count, @Nullable BooleanSupplier spareTime) throws IOException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < count; i++) {
            var loop = new AcceptLoop(child, i, i == 0 ? spareTime : null);
            var thread = new ServingThread("worker-" + i, STACK_BYTES, () -> run(child, loop));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            joined(thread);
        }
    }

    private static void run(ChildContext child, AcceptLoop loop) {
        try {
            loop.run();
        } catch (IOException failed) {
            child.log().write(LogLevel.CRIT, "mpm", 60011, "a worker thread ends: " + failed.getMessage());
        }
    }

    private static void joined(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException unexpected) {
            throw new IOException("interrupted while waiting for worker threads", unexpected);
        }
    }
}
