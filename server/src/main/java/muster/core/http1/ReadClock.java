package muster.core.http1;

import muster.io.Deadline;

/// The time a client has to send something: so much at first, more for every byte that comes (RequestReadTimeout's
/// MinRate), but never beyond the most.
final class ReadClock {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private long deadline = Deadline.NEVER;
    private long latest = Deadline.NEVER;
    private int rate;

    /// @param millis 0 for no limit
    /// @param mostMillis 0 for no limit to the extensions
    /// @param bytesPerSecond 0 for no extensions
    void start(int millis, int mostMillis, int bytesPerSecond) {
        long now = System.nanoTime();
        deadline = millis == 0 ? Deadline.NEVER : now + millis * NANOS_PER_MILLI;
        latest = mostMillis == 0 ? Deadline.NEVER : now + mostMillis * NANOS_PER_MILLI;
        rate = bytesPerSecond;
    }

    /// So many bytes have come.
    void progress(int bytes) {
        if (deadline != Deadline.NEVER && rate > 0) {
            deadline = Deadline.earlier(deadline + bytes * NANOS_PER_SECOND / rate, latest);
        }
    }

    /// Until when to wait for the next byte, given that no single wait may take longer than `timeoutMillis`.
    long deadline(int timeoutMillis) {
        return Deadline.earlier(deadline, Deadline.inMillis(timeoutMillis));
    }
}
