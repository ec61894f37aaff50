package muster.mpm;

import java.util.function.Consumer;
import muster.log.Log;
import muster.log.LogLevel;
import muster.posix.PosixException;

/// Says that accepting pauses for want of descriptors or memory: once in ten seconds at most.
final class ShortageLog implements Consumer<PosixException> {
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final Log log;
    private long quietUntil;
    private boolean saidBefore;

    ShortageLog(Log log) {
        this.log = log;
    }

    @Override
    public void accept(PosixException shortage) {
        long now = System.nanoTime();
        if (!saidBefore || now - quietUntil >= 0) {
            saidBefore = true;
            quietUntil = now + QUIET_NANOS;
            log.write(
                    LogLevel.CRIT,
                    "mpm",
                    60010,
                    "accepting connections pauses: " + shortage.getMessage()
                            + " (raise the limit of open files, or lower MaxRequestWorkers)");
        }
    }
}
