package muster.e2e;

import java.util.Locale;

/// The three MPMs, with small limits that suit a test machine.
enum MpmName {
    PREFORK("""
            StartServers 2
            MinSpareServers 2
            MaxSpareServers 6
            ServerLimit 40
            MaxRequestWorkers 40
            """),
    WORKER("""
            StartServers 2
            ServerLimit 4
            ThreadLimit 16
            ThreadsPerChild 16
            MinSpareThreads 16
            MaxSpareThreads 48
            MaxRequestWorkers 64
            """),
    EVENT("""
            StartServers 2
            ServerLimit 4
            ThreadLimit 16
            ThreadsPerChild 16
            MinSpareThreads 16
            MaxSpareThreads 48
            MaxRequestWorkers 64
            AsyncRequestWorkerFactor 20
            """);

    private final String limits;

    MpmName(String limits) {
        this.limits = limits;
    }

    /// `prefork`
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// LoadModule and the limits.
    String configuration() {
        return TestServer.loadModule("mpm_" + text()) + limits;
    }
}
