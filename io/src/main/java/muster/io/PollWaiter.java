package muster.io;

import java.io.IOException;
import java.util.concurrent.Callable;
import muster.posix.Poll;

/// The thread itself waits, in `poll(2)`: prefork's only thread, or one of worker's.
public final class PollWaiter implements Waiter {
    /// A tunnel has two ends, a CGI program three pipes; one more for the stop descriptor.
    private static final int MOST = 8;

    private final Poll poll = new Poll(MOST);
    private final Stop stop;
    private final Runnable beforeWaiting;

    /// @param beforeWaiting what the thread does first when it has nothing else to do: flush its log lines
    public PollWaiter(Stop stop, Runnable beforeWaiting) {
        this.stop = stop;
        this.beforeWaiting = beforeWaiting;
    }

    @Override
    public Ready await(int fd, int interest, long deadline, boolean stoppable) throws IOException {
        beforeWaiting.run();
        while (true) {
            poll.set(0, fd, interest);
            int count = 1;
            if (stoppable) {
                poll.set(count++, stop.descriptor(), READABLE);
            }
            int n = poll.await(count, Deadline.pollMillis(deadline));
            if (n > 0) {
                return poll.ready(0) != 0 ? Ready.READY : Ready.STOPPED;
            }
            if (Deadline.passed(deadline)) {
                return Ready.TIMED_OUT;
            }
        }
    }

    @Override
    public Ready awaitAny(int[] fds, int[] interests, int[] ready, long deadline, boolean stoppable) throws IOException {
        beforeWaiting.run();
        while (true) {
            for (int i = 0; i < fds.length; i++) {
                poll.set(i, fds[i], interests[i]);
            }
            int count = fds.length;
            if (stoppable) {
                poll.set(count++, stop.descriptor(), READABLE);
            }
            int n = poll.await(count, Deadline.pollMillis(deadline));
            if (n > 0) {
                return collect(fds.length, ready) ? Ready.READY : Ready.STOPPED;
            }
            if (Deadline.passed(deadline)) {
                return Ready.TIMED_OUT;
            }
        }
    }

    private boolean collect(int count, int[] ready) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            ready[i] = poll.ready(i);
            any |= ready[i] != 0;
        }
        return any;
    }

    @Override
    public void pause(long until) throws IOException {
        beforeWaiting.run();
        while (!Deadline.passed(until)) {
            poll.await(0, Deadline.pollMillis(until));
        }
    }

    @Override
    public <T> T elsewhere(Callable<T> work) throws Exception {
        return work.call();
    }

    @Override
    public void forget(int fd) {
        // poll(2) remembers nothing.
    }
}
