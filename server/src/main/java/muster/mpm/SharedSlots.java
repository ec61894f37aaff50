package muster.mpm;

import java.util.ArrayDeque;
import muster.core.Idle;
import muster.core.Slot;
import muster.core.Slots;
import muster.io.Connection;
import muster.io.ParkWaiter;
import muster.io.Ready;
import muster.scoreboard.WorkerState;
import org.jspecify.annotations.Nullable;

/// The slots of a child whose connections take turns: first come, first served. Everything here runs on the one carrier of
/// the event MPM, so plain collections do.
final class SharedSlots implements Slots {
    private final ChildContext child;
    private final @Nullable Slot[] free;
    private int freeCount;
    private int made;
    private final ArrayDeque<Ticket> queue = new ArrayDeque<>();

    private int open;
    private int writing;
    private int keepAlive;
    private int closing;
    private boolean changed = true;

    /// A place in the queue.
    private static final class Ticket {
        private final ParkWaiter waiter;
        private @Nullable Slot slot;

        private Ticket(ParkWaiter waiter) {
            this.waiter = waiter;
        }
    }

    SharedSlots(ChildContext child) {
        this.child = child;
        this.free = new Slot[child.threads()];
        for (int i = 0; i < child.threads(); i++) {
            child.page().row(i).state(WorkerState.WAITING);
        }
    }

    @Override
    public Slot acquire(Connection connection) {
        Slot slot;
        if (freeCount > 0) {
            slot = taken();
        } else if (made < free.length) {
            slot = new Slot(child.page().row(made++));
        } else {
            slot = handedOver((ParkWaiter) connection.waiter());
        }
        slot.row().state(WorkerState.READING);
        return slot;
    }

    private Slot handedOver(ParkWaiter waiter) {
        var ticket = new Ticket(waiter);
        queue.add(ticket);
        Slot slot = null;
        while (slot == null) {
            waiter.sleep();
            slot = ticket.slot;
        }
        return slot;
    }

    private Slot taken() {
        Slot slot = free[--freeCount];
        if (slot == null) {
            throw new IllegalStateException("the free list has a hole");
        }
        return slot;
    }

    @Override
    public void release(Slot slot) {
        slot.shrink();
        Ticket next = queue.poll();
        if (next == null) {
            slot.row().state(WorkerState.WAITING);
            free[freeCount++] = slot;
        } else {
            // Straight to the one who has waited longest: a slot that lay free for a moment could be snatched again and again.
            next.slot = slot;
            next.waiter.wake(Ready.READY);
        }
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void idles(Idle how) {
        count(how, 1);
    }

    @Override
    public void resumes(Idle how) {
        count(how, -1);
    }

    private void count(Idle how, int change) {
        switch (how) {
            case KEEP_ALIVE -> keepAlive += change;
            case WRITING -> writing += change;
            case CLOSING -> closing += change;
        }
        changed = true;
    }

    void opened() {
        open++;
        changed = true;
    }

    void closed() {
        open--;
        changed = true;
    }

    /// Shows the counts to the scoreboard; once a turn of the poller is enough.
    void publish() {
        if (changed) {
            child.page().connections(open, writing, keepAlive, closing);
            changed = false;
        }
    }
}
