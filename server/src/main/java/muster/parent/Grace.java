package muster.parent;

import muster.mpm.MpmSettings;

/// How long a child that finishes may take.
final class Grace {
    /// Where GracefulShutdownTimeout says nothing. httpd waits without end, so a forgotten connection keeps an old configuration alive for
    /// weeks; ten minutes are enough for a download that anybody waits for.
    private static final long DEFAULT_MILLIS = 600_000;

    private Grace() {}

    static long millis(Generation generation) {
        int seconds = generation.setting(MpmSettings.GRACEFUL_SHUTDOWN_TIMEOUT);
        return seconds > 0 ? seconds * 1000L : DEFAULT_MILLIS;
    }
}
