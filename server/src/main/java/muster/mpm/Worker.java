package muster.mpm;

import java.io.IOException;

/// A thread waits: ThreadsPerChild of them in each process, each with a connection at a time.
///
/// Every thread accepts for itself, so a connection is never handed from one thread to another.
public final class Worker implements Mpm {
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
        ServingThreads.run(child, child.threads(), null);
    }
}
