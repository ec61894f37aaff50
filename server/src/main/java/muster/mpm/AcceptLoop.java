package muster.mpm;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import muster.core.Slot;
import muster.io.Acceptor;
import muster.io.Connection;
import muster.io.PollWaiter;
import org.jspecify.annotations.Nullable;

/// One thread that takes a connection, serves it to its end, and takes the next: all of prefork, and each thread of worker.
final class AcceptLoop {
    private final ChildContext child;
    private final OwnSlot slot;
    private final @Nullable BooleanSupplier spareTime;

    /// @param number of the thread within its child, and of its row in the scoreboard
    /// @param spareTime see [ChildContext#spareTime]
    AcceptLoop(ChildContext child, int number, @Nullable BooleanSupplier spareTime) {
        this.child = child;
        this.spareTime = spareTime;
        this.slot = new OwnSlot(new Slot(child.page().row(number)));
    }

    /// Returns when the child is to stop and the last connection has ended.
    void run() throws IOException {
        var waiter = new PollWaiter(child.stop(), child::flushLogs);
        var shortage = new ShortageLog(child.log());
        try (var acceptor = new Acceptor(child.listeners(), child.stop(), child::flushLogs, shortage)) {
            if (spareTime != null) {
                acceptor.useSpareTime(spareTime);
            }
            slot.idle();
            while (acceptor.accept(waiter) instanceof Connection connection) {
                child.accepted();
                slot.taken(connection);
                child.connections().serve(connection, slot);
                slot.idle();
            }
        }
        child.flushLogs();
    }
}
