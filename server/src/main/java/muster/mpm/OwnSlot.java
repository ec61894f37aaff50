package muster.mpm;

import muster.core.Idle;
import muster.core.Slot;
import muster.core.Slots;
import muster.io.Connection;
import muster.scoreboard.WorkerState;

/// The slot of a thread that serves one connection at a time: its own for good.
final class OwnSlot implements Slots {
    private final Slot slot;

    OwnSlot(Slot slot) {
        this.slot = slot;
    }

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
        WorkerState state =
                switch (how) {
                    case KEEP_ALIVE -> WorkerState.KEEP_ALIVE;
                    case WRITING -> WorkerState.SENDING;
                    case CLOSING -> WorkerState.CLOSING;
                };
        slot.row().state(state);
    }

    @Override
    public void resumes(Idle how) {
        slot.row().state(WorkerState.READING);
    }

    void taken(Connection connection) {
        slot.row().state(WorkerState.READING);
    }

    void idle() {
        slot.row().state(WorkerState.WAITING);
    }
}
