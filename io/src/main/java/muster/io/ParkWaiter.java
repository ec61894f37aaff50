package muster.io;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// A virtual thread waits: it parks, and the [EventPoller] on its carrier wakes it.
///
/// All of this runs on one carrier, so plain fields do: between a look at them and the park nobody else runs.
public final class ParkWaiter extends TimerWheel.Timed implements Waiter {
    private final EventPoller poller;
    private @Nullable Thread parked;
    private @Nullable Ready outcome;
    private boolean stoppable;

    ParkWaiter(EventPoller poller) {
        this.poller = poller;
    }

    @Override
    public Ready await(int fd, int interest, long deadline, boolean mayStop) throws IOException {
        EventPoller.Registration registration = poller.registration(fd, this);
        if (registration.take(interest) != 0) {
            return Ready.READY;
        }
        registration.awaited = interest;
        Ready end = park(deadline, mayStop);
        registration.awaited = 0;
        if (end == Ready.READY) {
            registration.take(interest);
        }
        return end;
    }

    @Override
    public Ready awaitAny(int[] fds, int[] interests, int[] ready, long deadline, boolean mayStop) throws IOException {
        while (true) {
            if (collect(fds, interests, ready)) {
                return Ready.READY;
            }
            for (int i = 0; i < fds.length; i++) {
                poller.registration(fds[i], this).awaited = interests[i];
            }
            Ready end = park(deadline, mayStop);
            for (int fd : fds) {
                poller.registration(fd, this).awaited = 0;
            }
            if (end != Ready.READY) {
                return end;
            }
        }
    }

    private boolean collect(int[] fds, int[] interests, int[] ready) throws PosixException {
        boolean any = false;
        for (int i = 0; i < fds.length; i++) {
            ready[i] = poller.registration(fds[i], this).take(interests[i]);
            any |= ready[i] != 0;
        }
        return any;
    }

    private Ready park(long deadline, boolean mayStop) {
        if (mayStop && poller.stopping()) {
            return Ready.STOPPED;
        }
        if (Deadline.passed(deadline)) {
            return Ready.TIMED_OUT;
        }
        stoppable = mayStop;
        poller.timers().add(this, deadline);
        Ready end = sleep();
        poller.timers().remove(this);
        return end;
    }

    /// Parks until [#wake]. Used for descriptors, and for anything else a connection waits for, such as a free slot.
    public Ready sleep() {
        outcome = null;
        parked = Thread.currentThread();
        poller.threadParks();
        Ready end = outcome;
        while (end == null) {
            LockSupport.park();
            end = outcome;
        }
        parked = null;
        return end;
    }

    /// Ends a [#sleep]; does nothing to a thread that runs.
    public void wake(Ready how) {
        if (parked != null && outcome == null) {
            outcome = how;
            poller.threadWakes();
            LockSupport.unpark(parked);
        }
    }

    boolean stoppable() {
        return parked != null && stoppable;
    }

    @Override
    void expired() {
        wake(Ready.TIMED_OUT);
    }

    @Override
    public void pause(long until) {
        park(until, false);
    }

    @Override
    public <T> T elsewhere(Callable<T> work) throws Exception {
        var result = new CompletableFuture<T>();
        poller.elsewhere(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable problem) {
                result.completeExceptionally(problem);
            }
            poller.completed(this);
        });
        sleep();
        try {
            return result.get();
        } catch (java.util.concurrent.ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    @Override
    public void forget(int fd) {
        poller.forget(fd);
    }
}
