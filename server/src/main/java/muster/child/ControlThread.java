package muster.child;

import java.nio.ByteBuffer;
import muster.io.Deadline;
import muster.posix.ControlSocket;
import muster.posix.Descriptors;
import muster.posix.Poll;
import muster.posix.PosixException;

/// Listens to the parent, for as long as the process lives.
final class ControlThread implements Runnable {
    /// How long after the order to stop the listening sockets are let go: by then whoever waited on them has noticed.
    private static final long RELEASE_MILLIS = 1000;
    /// What a child whose parent is gone takes at most to finish: nobody is left to end it.
    private static final long ORPHAN_MILLIS = 300_000;

    private static final int NOTHING = -1;

    private final ChildHeader header;
    private final StopFlag stop;
    private final InheritedListeners listeners;
    private final Serving serving;
    private final Poll poll;
    private int control = Inherited.CONTROL;
    private long releaseAt = Deadline.NEVER;
    private long haltAt = Deadline.NEVER;

    private ControlThread(ChildHeader header, StopFlag stop, InheritedListeners listeners, Serving serving) {
        this.serving = serving;
        this.header = header;
        this.stop = stop;
        this.listeners = listeners;
        this.poll = new Poll(1);
    }

    static void start(ChildHeader header, StopFlag stop, InheritedListeners listeners, Serving serving) {
        var thread = new Thread(null, new ControlThread(header, stop, listeners, serving), "control", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (true) {
            try {
                poll.set(0, control, Poll.IN);
                if (poll.await(1, Deadline.pollMillis(Deadline.earlier(releaseAt, haltAt))) > 0) {
                    listen();
                }
                if (Deadline.passed(releaseAt)) {
                    releaseAt = Deadline.NEVER;
                    listeners.release();
                }
            } catch (PosixException broken) {
                finish(ORPHAN_MILLIS);
            }
            if (Deadline.passed(haltAt)) {
                Runtime.getRuntime().halt(ExitCode.HASTE.code());
            }
        }
    }

    private void listen() throws PosixException {
        var received = ControlSocket.receive(control);
        if (received.bytes().length == 0) {
            control = NOTHING;
            finish(ORPHAN_MILLIS);
            return;
        }
        ToChild message = ToChild.of(received.bytes()[0]);
        if (message == null) {
            return;
        }
        switch (message) {
            case STOP -> finish(-1);
            case STOP_NOW -> finish(ChildProcess.HASTE_MILLIS);
            case RENEWED -> renew(ByteBuffer.wrap(received.bytes()).getInt(1), received.descriptors());
            case LOGS -> replaceLogs(ByteBuffer.wrap(received.bytes()).getInt(1), received.descriptors());
        }
    }

    /// @param patience milliseconds until the process ends anyway; -1 if it may take its time
    private void finish(long patience) {
        if (!stop.requested()) {
            stop.request();
            releaseAt = Deadline.inMillis(RELEASE_MILLIS);
        }
        if (patience >= 0) {
            haltAt = Deadline.earlier(haltAt, Deadline.inMillis(patience));
        }
    }

    /// Takes newer certificates over. They are made ready on a thread of their own: orders of the parent come first.
    private void renew(int size, int[] given) throws PosixException {
        if (given.length != 1) {
            return;
        }
        byte[] snapshot = ChildProcess.snapshot(given[0], size);
        Descriptors.close(given[0]);
        Thread.ofPlatform().daemon().name("renewal").start(() -> serving.renewal().accept(snapshot));
    }

    /// Puts freshly opened files in the place of the old ones. Nobody else notices: the numbers stay.
    private void replaceLogs(int first, int[] opened) throws PosixException {
        for (int i = 0; i < opened.length; i++) {
            if (first >= 0 && first + i < header.logs()) {
                Descriptors.dup3(opened[i], header.logDescriptor(first + i));
            }
            Descriptors.close(opened[i]);
        }
    }
}
