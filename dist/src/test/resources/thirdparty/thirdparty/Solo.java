package thirdparty;

import java.io.IOException;
import muster.core.Idle;
import muster.core.Slot;
import muster.core.Slots;
import muster.io.Acceptor;
import muster.io.Connection;
import muster.io.PollWaiter;
import muster.mpm.ChildContext;
import muster.mpm.Mpm;
import muster.scoreboard.WorkerState;

/// An MPM of somebody else's: a process that serves one connection at a time, on the thread it was given.
public final class Solo implements Mpm {
    @Override
    public String name() {
        return "solo";
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
        var row = child.page().row(0);
        var own = new OnlySlot(new Slot(row));
        var waiter = new PollWaiter(child.stop(), child::flushLogs);
        try (var acceptor = new Acceptor(child.listeners(), child.stop(), child::flushLogs, _ -> {})) {
            row.state(WorkerState.WAITING);
            while (acceptor.accept(waiter) instanceof Connection connection) {
                child.accepted();
                child.connections().serve(connection, own);
                row.state(WorkerState.WAITING);
            }
        }
    }

    private record OnlySlot(Slot slot) implements Slots {
        @Override
        public Slot acquire(Connection connection) {
            return slot;
        }

        @Override
        public void release(Slot released) {
            released.shrink();
        }

        @Override
        public boolean shared() {
            return false;
        }

        @Override
        public void idles(Idle how) {
            slot.row().state(WorkerState.KEEP_ALIVE);
        }

        @Override
        public void resumes(Idle how) {
            slot.row().state(WorkerState.READING);
        }
    }
}
