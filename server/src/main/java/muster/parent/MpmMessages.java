package muster.parent;

/// The numbers and words of what the parent says about its MPM. httpd has a parent loop for each MPM, so each has numbers of
/// its own, and log readers know them.
///
/// @param resuming number of "configured -- resuming normal operations"
/// @param built "Server built: ..."
/// @param terminate "caught SIGTERM, shutting down"
/// @param windDown "caught SIGWINCH, shutting down gracefully"
/// @param hangUp "SIGHUP received.  Attempting to restart"
/// @param graceful a graceful restart
/// @param gracefulText its words
/// @param full "server reached MaxRequestWorkers setting"
/// @param nearlyFull "server is within MinSpareThreads of MaxRequestWorkers"
/// @param busy "server seems busy"
record MpmMessages(
        int resuming,
        int built,
        int terminate,
        int windDown,
        int hangUp,
        int graceful,
        String gracefulText,
        int full,
        int nearlyFull,
        int busy) {
    private static final String GRACEFUL = "SIGUSR1 received.  Doing graceful restart";

    private static final MpmMessages PREFORK =
            new MpmMessages(163, 164, 169, 170, 173, 171, "Graceful restart requested, doing restart", 161, 161, 162);
    private static final MpmMessages WORKER = new MpmMessages(292, 293, 295, 296, 298, 297, GRACEFUL, 286, 287, 289);
    private static final MpmMessages EVENT = new MpmMessages(489, 490, 491, 492, 494, 493, GRACEFUL, 484, 10159, 486);

    /// An MPM that httpd doesn't have speaks like event.
    static MpmMessages of(String mpm) {
        return switch (mpm) {
            case "prefork" -> PREFORK;
            case "worker" -> WORKER;
            default -> EVENT;
        };
    }
}
