package muster.io;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import muster.posix.Descriptors;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Signals;

/// Programs whose requests are done. One that still runs is told to end (SIGTERM), and is killed three seconds later; each is
/// reaped. Nobody waits for that: the next program that ends sweeps, and a thread does while there are any left.
final class EndedPrograms {
    private static final long GRACE_MILLIS = 3_000;
    private static final long SWEEP_NANOS = 500_000_000;

    private static final EndedPrograms OF_THIS_PROCESS = new EndedPrograms();

    /// @param process its pidfd
    /// @param deadline when to kill it, or NEVER if that was done
    private record Ended(int process, long deadline) {}

    // Without locks: a virtual thread that waited for one would be woken on a carrier that may sleep in epoll_wait.
    private final Queue<Ended> running = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    private EndedPrograms() {}

    /// @param process a pidfd, which is given away
    static void end(int process) {
        OF_THIS_PROCESS.add(process);
    }

    private void add(int process) {
        sweep();
        if (reaped(process)) {
            return;
        }
        signal(process, Signals.SIGTERM);
        running.add(new Ended(process, Deadline.inMillis(GRACE_MILLIS)));
        if (sweeping.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("ended-programs").start(this::sweepUntilNone);
        }
    }

    private void sweepUntilNone() {
        while (true) {
            LockSupport.parkNanos(SWEEP_NANOS);
            sweep();
            if (running.isEmpty()) {
                sweeping.set(false);
                if (running.isEmpty() || !sweeping.compareAndSet(false, true)) {
                    return;
                }
            }
        }
    }

    private void sweep() {
        for (int i = running.size(); i > 0; i--) {
            Ended ended = running.poll();
            if (ended == null) {
                return;
            }
            if (reaped(ended.process)) {
                continue;
            }
            if (Deadline.passed(ended.deadline)) {
                signal(ended.process, Signals.SIGKILL);
                ended = new Ended(ended.process, Deadline.NEVER);
            }
            running.add(ended);
        }
    }

    private static boolean reaped(int process) {
        try {
            if (Processes.reap(process) == null) {
                return false;
            }
        } catch (PosixException gone) {
            // somebody else has reaped it: it has ended all the same
        }
        Descriptors.close(process);
        return true;
    }

    private static void signal(int process, int signal) {
        try {
            Processes.signal(process, signal);
        } catch (PosixException refused) {
            // It runs as another user now (a set-user-ID program): its closed pipes have to do.
        }
    }
}
