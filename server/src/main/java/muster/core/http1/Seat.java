package muster.core.http1;

import java.io.IOException;
import muster.core.Idle;
import muster.core.Slot;
import muster.core.Slots;
import muster.io.Connection;
import org.jspecify.annotations.Nullable;

/// A connection's hold on a slot: taken when there is work, given up before waiting for the client wherever somebody else could use
/// it meanwhile.
final class Seat {
    private final Connection transport;
    private final Slots slots;
    private final Input input;
    private @Nullable Slot slot;

    Seat(Connection transport, Slots slots, Input input) {
        this.transport = transport;
        this.slots = slots;
        this.input = input;
    }

    /// The slot; waits for one if the connection holds none.
    Slot slot() throws IOException {
        Slot held = slot;
        if (held == null) {
            held = slots.acquire(transport);
            input.enter(held);
            slot = held;
        }
        return held;
    }

    @Nullable Slot held() {
        return slot;
    }

    /// Gives the slot up, if that helps anybody.
    void rest() {
        if (slots.shared()) {
            leave();
        }
    }

    /// Gives the slot up for good.
    void leave() {
        Slot held = slot;
        if (held != null) {
            input.leave();
            slot = null;
            slots.release(held);
        }
    }

    /// Whether [#rest] gives anything up.
    boolean shared() {
        return slots.shared();
    }

    void idles(Idle how) {
        slots.idles(how);
    }

    void resumes(Idle how) {
        slots.resumes(how);
    }
}
