package muster.core.http1;

import java.io.IOException;
import java.util.Arrays;
import muster.core.Slot;
import muster.io.Connection;

/// What a connection has received and not yet used. The bytes lie in the slot's buffer while the connection has one; when it
/// gives its slot up they are kept in an array of just their size.
final class Input {
    private static final byte[] NOTHING = new byte[0];

    private byte[] buffer = NOTHING;
    private int from;
    private int to;

    /// Whether nothing unused is there.
    boolean isEmpty() {
        return from == to;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// The bytes before `offset` have been used.
    void used(int offset) {
        from = offset;
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    /// A connection that reads what is left here first. The slot has been given up.
    Connection before(Connection transport) {
        return isEmpty() ? transport : new ReadAhead(transport, buffer, from, to);
    }

    /// The connection has got a slot: what was kept moves into its buffer.
    void enter(Slot slot) {
        int kept = to - from;
        if (slot.input.length < kept) {
            slot.input = new byte[kept];
        }
        System.arraycopy(buffer, from, slot.input, 0, kept);
        buffer = slot.input;
        from = 0;
        to = kept;
    }

    /// The connection gives its slot up.
    void leave() {
        buffer = isEmpty() ? NOTHING : Arrays.copyOfRange(buffer, from, to);
        to -= from;
        from = 0;
    }

    /// Reads behind what is there: a positive count, [Connection#END] or [Connection#WOULD_WAIT]. Makes room first: by moving what is there to
    /// the front, or by a larger buffer, which the slot keeps until it is released.
    int fill(Connection transport, Slot slot) throws IOException {
        if (to == buffer.length) {
            makeRoom(slot);
        }
        int n = transport.tryRead(buffer, to, buffer.length - to);
        if (n > 0) {
            to += n;
        }
        return n;
    }

    private void makeRoom(Slot slot) {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        } else {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
            slot.input = buffer;
        }
    }
}
