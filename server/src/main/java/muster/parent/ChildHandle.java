package muster.parent;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import muster.child.ToChild;
import muster.posix.ControlSocket;
import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.Memory;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Signals;
import muster.scoreboard.PageReader;
import org.jspecify.annotations.Nullable;

/// The parent's side of one child; the other side is [muster.child.ChildProcess].
///
/// ```
/// STARTING --READY--> SERVING --told to stop--> STOPPING --ends--> (reaped)
///     |                   `--ends unexpectedly--> (reaped, replaced)
///     `--ends--> (reaped, back-off)
/// ```
final class ChildHandle {
    enum State {
        STARTING,
        SERVING,
        STOPPING
    }

    /// What ends a child that should have ended: first haste, then force.
    private static final long FORCE_AFTER_NANOS = 3_000_000_000L;

    private final int slot;
    private final int pid;
    private final int pidfd;
    private final int control;
    private final MemorySegment memory;
    private final PageReader page;
    private final Generation generation;
    private final long startMillis;
    private final long startNanos;
    private final byte[] message = new byte[16];
    private State state = State.STARTING;
    private @Nullable ChildHandle replacing;
    private boolean beingReplaced;
    private long stopDeadline = Long.MAX_VALUE;
    private boolean hurried;
    private boolean silent;

    ChildHandle(int slot, int pid, int pidfd, int control, MemorySegment memory, Generation generation) {
        this.slot = slot;
        this.pid = pid;
        this.pidfd = pidfd;
        this.control = control;
        this.memory = memory;
        this.page = new PageReader(memory, generation.threads());
        this.generation = generation;
        this.startMillis = System.currentTimeMillis();
        this.startNanos = System.nanoTime();
    }

    int slot() {
        return slot;
    }

    int pid() {
        return pid;
    }

    int pidfd() {
        return pidfd;
    }

    int control() {
        return control;
    }

    PageReader page() {
        return page;
    }

    Generation generation() {
        return generation;
    }

    long startMillis() {
        return startMillis;
    }

    long ageMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    State state() {
        return state;
    }

    boolean serving() {
        return state == State.SERVING;
    }

    boolean stopping() {
        return state == State.STOPPING;
    }

    /// It has said READY; whom it replaces, if anybody.
    @Nullable ChildHandle becameReady() {
        if (state == State.STARTING) {
            state = State.SERVING;
        }
        ChildHandle old = replacing;
        replacing = null;
        return old;
    }

    /// This child is started to replace another one, which is told to stop when this one is ready.
    void replaces(ChildHandle old) {
        replacing = old;
        old.beingReplaced = true;
    }

    @Nullable ChildHandle replacing() {
        return replacing;
    }

    boolean beingReplaced() {
        return beingReplaced;
    }

    /// The replacement has failed; another one may be tried.
    void notReplaced() {
        beingReplaced = false;
    }

    /// Tells it to finish.
    /// @param graceMillis what it may take; then it is hurried, then killed
    void stop(long graceMillis) {
        if (state != State.STOPPING) {
            state = State.STOPPING;
            tell(ToChild.STOP.code());
        }
        stopDeadline = Math.min(stopDeadline, System.nanoTime() + graceMillis * 1_000_000);
    }

    /// Tells it to end now; it is killed if it doesn't.
    void stopNow() {
        state = State.STOPPING;
        if (!hurried) {
            hurried = true;
            tell(ToChild.STOP_NOW.code());
            stopDeadline = System.nanoTime() + FORCE_AFTER_NANOS;
        }
    }

    /// Looks whether it has been stopping for too long.
    /// @return true if it had to be killed
    boolean enforceDeadline() throws PosixException {
        if (state != State.STOPPING || System.nanoTime() - stopDeadline < 0) {
            return false;
        }
        if (!hurried) {
            stopNow();
            return false;
        }
        stopDeadline = Long.MAX_VALUE;
        return Processes.signal(pidfd, Signals.SIGKILL);
    }

    /// Gives it log files that have been opened anew.
    /// @param first place of the first in the generation's table
    void giveLogs(int first, int... descriptors) {
        var bytes = new byte[] {
            ToChild.LOGS.code(), (byte) (first >> 24), (byte) (first >> 16), (byte) (first >> 8), (byte) first
        };
        // A child that doesn't hear it writes to the old file until it ends.
        int _ = ControlSocket.send(control, bytes, descriptors);
    }

    /// Gives it a snapshot in which some files are newer than in its own.
    void giveSnapshot(int descriptor, int size) {
        var bytes = new byte[] {
            ToChild.RENEWED.code(), (byte) (size >> 24), (byte) (size >> 16), (byte) (size >> 8), (byte) size
        };
        int _ = ControlSocket.send(control, bytes, new int[] {descriptor});
    }

    /// The code of the next message it sent; -1 if there is none now, -2 if it has closed its end.
    int nextMessage() {
        int n = FileIo.read(control, message, 0, message.length);
        if (n > 0) {
            return message[0];
        }
        return n == -Errno.EAGAIN || n == -Errno.EINTR ? -1 : -2;
    }

    /// Its end of the control socket is closed; to be noted once.
    /// @return whether this is the first time
    boolean fallsSilent() {
        boolean first = !silent;
        silent = true;
        return first;
    }

    /// Gives its descriptors and memory back, after it has been reaped.
    void close() throws IOException {
        Descriptors.close(pidfd);
        Descriptors.close(control);
        Memory.unmap(memory);
    }

    private void tell(byte code) {
        // One that is ending hears nothing any more; one that is stuck meets its deadline.
        int _ = ControlSocket.send(control, new byte[] {code});
    }
}
