package muster.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long SECOND = 1_000_000_000L;

    private final TimerWheel wheel = new TimerWheel();
    private final List<Entry> expired = new ArrayList<>();

    private final class Entry extends TimerWheel.Timed {
        private final long deadline;

        private Entry(long deadline) {
            this.deadline = deadline;
            wheel.add(this, deadline);
        }

        @Override
        void expired() {
            expired.add(this);
        }
    }

    @Test
    void nothingExpiresEarlyAndEverythingExpiresOnce() {
        long start = System.nanoTime();
        var random = new Random(7);
        int entries = 2_000;
        for (int i = 0; i < entries; i++) {
            new Entry(start + (long) (random.nextDouble() * 60 * SECOND));
        }
        for (long now = start; now < start + 61 * SECOND; now += SECOND / 10) {
            int before = expired.size();
            wheel.advance(now);
            for (Entry entry : expired.subList(before, expired.size())) {
                assertTrue(entry.deadline <= now, "not before its time");
                assertTrue(entry.deadline > now - SECOND / 4, "not long after it");
            }
        }
        assertEquals(entries, expired.size());
        assertEquals(-1, wheel.millisToNext(start + 61 * SECOND));
    }

    @Test
    void aRemovedEntryNeverExpires() {
        long start = System.nanoTime();
        var kept = new Entry(start + SECOND);
        var removed = new Entry(start + SECOND);
        wheel.remove(removed);
        wheel.remove(removed);
        wheel.advance(start + 2 * SECOND);
        assertEquals(List.of(kept), expired);
    }

    @Test
    void theNextDeadlineIsNeverSleptOver() {
        long start = System.nanoTime();
        new Entry(start + 40 * SECOND);
        assertTrue(wheel.millisToNext(start) <= 40_100);
        assertTrue(wheel.millisToNext(start) >= 0);
    }

    @Test
    void aDeadlineInThePastIsDueAtTheNextTick() {
        long start = System.nanoTime();
        new Entry(start - SECOND);
        wheel.advance(start + SECOND);
        assertEquals(1, expired.size());
    }
}
