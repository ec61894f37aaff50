package muster.io;

/// Points in time after which a wait is given up. They are plain `long`s in the time of [System#nanoTime()], so
/// that a wait allocates nothing.
public final class Deadline {
    /// Never given up (within three hundred years).
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /// The point `millis` milliseconds from now; zero or less means at once.
    public static long inMillis(long millis) {
        return System.nanoTime() + Math.max(0, millis) * 1_000_000;
    }

    /// Milliseconds left, rounded up, as `poll(2)` wants them: -1 for [#NEVER], 0 when it has passed.
    public static int pollMillis(long deadline) {
        if (deadline == NEVER) {
            return -1;
        }
        long left = deadline - System.nanoTime();
        return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
    }

    /// The earlier of two deadlines.
    public static long earlier(long one, long other) {
        if (one == NEVER || other == NEVER) {
            return one == NEVER ? other : one;
        }
        return one - other < 0 ? one : other;
    }

    public static boolean passed(long deadline) {
        return deadline != NEVER && deadline - System.nanoTime() <= 0;
    }
}
