package muster.mpm;

import java.util.Map;
import java.util.TreeMap;
import muster.config.ConfigSlot;

/// What the configuration says to the MPM and the parent: one slot a directive, for the whole server. Read from the main host's
/// settings. Sizes whose default depends on the MPM hold -1 where nothing is said; [MpmSizes] knows the defaults.
public final class MpmSettings {
    public static final ConfigSlot<Integer> START_SERVERS = ConfigSlot.serverValue("StartServers", -1);
    public static final ConfigSlot<Integer> MIN_SPARE_SERVERS = ConfigSlot.serverValue("MinSpareServers", -1);
    public static final ConfigSlot<Integer> MAX_SPARE_SERVERS = ConfigSlot.serverValue("MaxSpareServers", -1);
    public static final ConfigSlot<Integer> MIN_SPARE_THREADS = ConfigSlot.serverValue("MinSpareThreads", -1);
    public static final ConfigSlot<Integer> MAX_SPARE_THREADS = ConfigSlot.serverValue("MaxSpareThreads", -1);
    public static final ConfigSlot<Integer> SERVER_LIMIT = ConfigSlot.serverValue("ServerLimit", -1);
    public static final ConfigSlot<Integer> THREAD_LIMIT = ConfigSlot.serverValue("ThreadLimit", -1);
    public static final ConfigSlot<Integer> THREADS_PER_CHILD = ConfigSlot.serverValue("ThreadsPerChild", -1);

    /// `MaxRequestWorkers`, or its old name `MaxClients`.
    public static final ConfigSlot<Integer> MAX_REQUEST_WORKERS = ConfigSlot.serverValue("MaxRequestWorkers", -1);

    /// `AsyncRequestWorkerFactor`: connections beyond the busy ones that a child takes for each idle worker.
    public static final ConfigSlot<Double> ASYNC_REQUEST_WORKER_FACTOR =
            ConfigSlot.serverValue("AsyncRequestWorkerFactor", 2.0);

    /// `MaxConnectionsPerChild`, or its old name `MaxRequestsPerChild`; 0 is no limit.
    public static final ConfigSlot<Integer> MAX_CONNECTIONS_PER_CHILD =
            ConfigSlot.serverValue("MaxConnectionsPerChild", 0);

    /// `MaxChildMemory` (Muster's own) in bytes of private memory: a child above it is replaced; 0 is no limit.
    public static final ConfigSlot<Long> MAX_CHILD_MEMORY = ConfigSlot.serverValue("MaxChildMemory", 0L);

    /// `MaxChildAge` (Muster's own) in seconds: an older child is replaced; 0 is no limit.
    public static final ConfigSlot<Long> MAX_CHILD_AGE = ConfigSlot.serverValue("MaxChildAge", 0L);

    public static final ConfigSlot<Integer> LISTEN_BACKLOG = ConfigSlot.serverValue("ListenBacklog", 511);

    /// `ListenTCPDeferAccept` in seconds for TCP_DEFER_ACCEPT.
    public static final ConfigSlot<Integer> LISTEN_DEFER_ACCEPT = ConfigSlot.serverValue("ListenTCPDeferAccept", 30);

    /// `AcceptFilter`: protocol (lower case) to filter: on Linux `none` or anything else, which means TCP_DEFER_ACCEPT.
    /// Where a protocol isn't named, `data` holds for http and https.
    public static final ConfigSlot<Map<String, String>> ACCEPT_FILTERS =
            ConfigSlot.server("AcceptFilter", Map.of(), MpmSettings::together);

    /// `ReceiveBufferSize` in bytes; 0 leaves it to the system.
    public static final ConfigSlot<Integer> RECEIVE_BUFFER_SIZE = ConfigSlot.serverValue("ReceiveBufferSize", 0);

    /// `SendBufferSize` in bytes; 0 leaves it to the system.
    public static final ConfigSlot<Integer> SEND_BUFFER_SIZE = ConfigSlot.serverValue("SendBufferSize", 0);

    /// `GracefulShutdownTimeout` in seconds; 0 waits without end.
    public static final ConfigSlot<Integer> GRACEFUL_SHUTDOWN_TIMEOUT =
            ConfigSlot.serverValue("GracefulShutdownTimeout", 0);

    /// `PidFile`, absolute; empty where nothing is said.
    public static final ConfigSlot<String> PID_FILE = ConfigSlot.serverValue("PidFile", "");

    /// `ScoreBoardFile`, absolute; empty where nothing is said (the scoreboard then has no name).
    public static final ConfigSlot<String> SCOREBOARD_FILE = ConfigSlot.serverValue("ScoreBoardFile", "");

    /// `User`: a name or `#number`.
    public static final ConfigSlot<String> USER = ConfigSlot.serverValue("User", "#-1");

    /// `Group`: a name or `#number`.
    public static final ConfigSlot<String> GROUP = ConfigSlot.serverValue("Group", "#-1");

    /// `CoreDumpDirectory`, absolute; empty where nothing is said.
    public static final ConfigSlot<String> CORE_DUMP_DIRECTORY = ConfigSlot.serverValue("CoreDumpDirectory", "");

    /// `ThreadStackSize` in bytes; 0 leaves it to the system.
    public static final ConfigSlot<Integer> THREAD_STACK_SIZE = ConfigSlot.serverValue("ThreadStackSize", 0);

    /// `MaxMemFree` in KiB: how much unused memory a child may keep.
    public static final ConfigSlot<Integer> MAX_MEM_FREE = ConfigSlot.serverValue("MaxMemFree", 2048);

    /// Of directives that mean nothing here: how listening sockets are shared is the kernel's business (EPOLLEXCLUSIVE).
    public static final ConfigSlot<Integer> WITHOUT_EFFECT = ConfigSlot.serverValue("MpmWithoutEffect", 0);

    /// `NoNewPrivileges` (Muster's own): whether programs that children start may not gain rights by set-user-ID bits.
    public static final ConfigSlot<Boolean> NO_NEW_PRIVILEGES = ConfigSlot.serverValue("NoNewPrivileges", false);

    private MpmSettings() {}

    private static Map<String, String> together(Map<String, String> outer, Map<String, String> inner) {
        var merged = new TreeMap<>(outer);
        merged.putAll(inner);
        return Map.copyOf(merged);
    }
}
