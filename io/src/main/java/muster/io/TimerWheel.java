package muster.io;

import org.jspecify.annotations.Nullable;

/// Deadlines of parked connections: adding, removing and expiring cost the same however many there are. Entries
/// are linked through [Timed] itself, so nothing is allocated.
///
/// A slot covers [#TICK_NANOS]; a deadline further away than one revolution stays in its slot for more rounds.
final class TimerWheel {
    private static final int SLOTS = 512;
    private static final long TICK_NANOS = 16_000_000;

    /// Something that has at most one deadline at a time.
    abstract static class Timed {
        private long deadline;
        private int slot = -1;
        private @Nullable Timed next;
        private @Nullable Timed previous;

        /// The deadline has passed; this is no longer in the wheel.
        abstract void expired();
    }

    private final @Nullable Timed[] heads = new Timed[SLOTS];
    private final long origin = System.nanoTime();
    private long doneTicks;
    private int size;

    void add(Timed timed, long deadline) {
        if (deadline == Deadline.NEVER) {
            return;
        }
        // Never into a slot that was already swept in this revolution.
        long tick = Math.max(doneTicks + 1, (deadline - origin + TICK_NANOS - 1) / TICK_NANOS);
        int slot = (int) (tick % SLOTS);
        timed.deadline = deadline;
        timed.slot = slot;
        timed.previous = null;
        Timed head = heads[slot];
        timed.next = head;
        if (head != null) {
            head.previous = timed;
        }
        heads[slot] = timed;
        size++;
    }

    void remove(Timed timed) {
        if (timed.slot < 0) {
            return;
        }
        Timed next = timed.next;
        Timed previous = timed.previous;
        if (previous == null) {
            heads[timed.slot] = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        timed.slot = -1;
        timed.next = null;
        timed.previous = null;
        size--;
    }

    /// Expires what is due.
    void advance(long now) {
        long nowTick = (now - origin) / TICK_NANOS;
        if (size == 0) {
            doneTicks = nowTick;
            return;
        }
        long from = Math.max(doneTicks + 1, nowTick - SLOTS + 1);
        for (long tick = from; tick <= nowTick; tick++) {
            doneTicks = tick;
            expire((int) (tick % SLOTS), now);
        }
        doneTicks = nowTick;
    }

    private void expire(int slot, long now) {
        Timed timed = heads[slot];
        while (timed != null) {
            Timed next = timed.next;
            if (timed.deadline - now <= 0) {
                remove(timed);
                timed.expired();
            }
            timed = next;
        }
    }

    /// Milliseconds until something may be due; -1 if nothing ever is.
    int millisToNext(long now) {
        if (size == 0) {
            return -1;
        }
        long tick = doneTicks + 1;
        for (int i = 0; i < SLOTS && heads[(int) (tick % SLOTS)] == null; i++) {
            tick++;
        }
        long nanos = origin + tick * TICK_NANOS - now;
        return nanos <= 0 ? 0 : (int) ((nanos + 999_999) / 1_000_000);
    }
}
