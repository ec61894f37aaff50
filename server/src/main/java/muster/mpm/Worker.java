package muster.mpm;

import java.io.IOException;
import java.util.ArrayList;
import muster.log.LogLevel;

/// A thread waits: ThreadsPerChild of them in each process, each with a connection at a time.
///
/// Every thread accepts for itself, so a connection is never handed from one thread to another.
public final class Worker implements Mpm {
    private static final long STACK_BYTES = 512 * 1024;

    @Override
    public String name() {
        return "worker";
    }

    @Override
    public boolean threaded() {
        return true;
    }

    @Override
    public boolean async() {
        return false;
    }

    @Override
    public void serve(ChildContext child) throws IOException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < child.threads(); i++) {
            var loop = new AcceptLoop(child, i);
            threads.add(Thread.ofPlatform().name("worker-" + i).stackSize(STACK_BYTES).start(() -> run(child, loop)));
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
