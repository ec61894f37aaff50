package muster.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for conditions: looks again every few milliseconds until they hold, and fails with words when they don't in time.
final class Await {
    /// Generous: reached only by a test that fails, on a machine that does much else.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    private Await() {}

    static void until(String what, Condition condition) {
        until(what, PATIENCE, condition);
    }

    static void until(String what, Duration patience, Condition condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (RuntimeException problem) {
                throw problem;
            } catch (Exception problem) {
                throw new AssertionError("while waiting for " + what, problem);
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + patience + " in vain for: " + what);
            }
            LockSupport.parkNanos(3_000_000);
        }
    }
}
