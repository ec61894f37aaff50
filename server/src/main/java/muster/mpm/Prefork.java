package muster.mpm;

import java.io.IOException;

/// The process waits: one connection at a time, nothing shared. For code that isn't safe in threads, and for sites
/// that must not share a crash.
public final class Prefork implements Mpm {
    @Override
    public String name() {
        return "prefork";
    }

    @Override
    public boolean threaded() {
        return false;
    }

    @Override
    public boolean async() {
        return false;
    }

    @Override
    public void serve(ChildContext child) throws IOException {
        ServingThreads.run(child, 1, child.spareTime());
    }
}
