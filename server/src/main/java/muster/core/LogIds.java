package muster.core;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import muster.posix.Processes;
import org.jspecify.annotations.Nullable;

/// Names for connections and requests in logs (`%L`), given when the error log first mentions them.
final class LogIds {
    private static final int COUNTER_BITS = 12;
    private static final int PID_BITS = 16;

    private final AtomicInteger counter = new AtomicInteger();
    private final int pid = Processes.getpid();

    /// A name nobody has had: eleven letters, digits, `+` and `/` that hold milliseconds, process and a counter.
    String next() {
        long count = counter.getAndIncrement() & (1 << COUNTER_BITS) - 1;
        long value = System.currentTimeMillis() << COUNTER_BITS + PID_BITS
                | (long) (pid & (1 << PID_BITS) - 1) << COUNTER_BITS
                | count;
        var bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >> 8 * i);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The name a request was given in the error log, or null.
    static @Nullable String of(Request request) {
        return request.log() instanceof RequestLog log ? log.id() : null;
    }

    /// The name a connection was given in the error log, or null.
    static @Nullable String of(ClientConnection connection) {
        return connection.log() instanceof ConnectionLog log ? log.id() : null;
    }
}
