package muster.child;

import muster.io.Stop;
import muster.posix.EventCounter;
import muster.posix.PosixException;

/// The order to finish, once given.
final class StopFlag implements Stop {
    private final EventCounter counter = new EventCounter();
    private volatile boolean requested;

    StopFlag() throws PosixException {}

    void request() {
        requested = true;
        counter.signal();
    }

    @Override
    public boolean requested() {
        return requested;
    }

    @Override
    public int descriptor() {
        return counter.descriptor();
    }
}
