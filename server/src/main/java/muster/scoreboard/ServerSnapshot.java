package muster.scoreboard;

import java.util.List;

/// One look at the whole server: all children of all generations that still run, and what those that have ended did. Numbers
/// come from children and are only for showing.
///
/// @param mpm the serving generation's MPM: `event`
/// @param async whether its idle connections hold no worker
/// @param serverLimit how many children there may be, as status pages show free places
/// @param threadLimit how many workers a child may have
/// @param configGeneration counts restarts, from 1 as httpd's status page shows it
/// @param mpmGeneration the generation whose children accept, from 0
/// @param startMillis when the parent (re)read its configuration last (httpd's restart time), milliseconds since the epoch
/// @param gone what children that no longer exist have done
/// @param goneCpu what they have used
/// @param parentCpu the parent's own use
/// @param children in the order of their slots; the parent counts its own look as one moment
public record ServerSnapshot(
        String mpm,
        boolean async,
        int serverLimit,
        int threadLimit,
        int configGeneration,
        int mpmGeneration,
        long startMillis,
        Work gone,
        Cpu goneCpu,
        Cpu parentCpu,
        List<Child> children) {

    /// Where snapshots come from; the child's [muster.core.Server] has one.
    @FunctionalInterface
    public interface Source {
        /// Looks now. Costs about as much as copying every row.
        ServerSnapshot look();
    }

    /// Work done.
    /// @param bytes sent, heads included
    /// @param micros the sum of all requests' durations
    public record Work(long accesses, long bytes, long micros) {
        public static final Work NONE = new Work(0, 0, 0);

        public Work plus(Work other) {
            return new Work(accesses + other.accesses, bytes + other.bytes, micros + other.micros);
        }
    }

    /// Processor time of a process, and of the processes it has started and reaped; microseconds.
    public record Cpu(long user, long system, long childrenUser, long childrenSystem) {
        public static final Cpu NONE = new Cpu(0, 0, 0, 0);

        public Cpu plus(Cpu other) {
            return new Cpu(
                    user + other.user,
                    system + other.system,
                    childrenUser + other.childrenUser,
                    childrenSystem + other.childrenSystem);
        }

        public long total() {
            return user + system + childrenUser + childrenSystem;
        }
    }

    /// A child process.
    /// @param slot its place in the table of children, from 0; stable while it lives
    /// @param generation the generation it serves
    /// @param ready whether it has said READY
    /// @param stopping whether it finishes what it has begun and takes nothing new
    /// @param startMillis when it was started, milliseconds since the epoch
    public record Child(
            int slot,
            int pid,
            int generation,
            boolean ready,
            boolean stopping,
            boolean accepting,
            long startMillis,
            Connections connections,
            Cpu cpu,
            List<Row> workers) {}

    /// How an async child's connections are spread; all zero under the others.
    /// @param writing waiting for a slow reader
    /// @param keepAlive idle between requests
    /// @param closing in lingering close
    public record Connections(int total, int writing, int keepAlive, int closing) {}

    /// A worker.
    /// @param requestStartMillis when the current or the last request began; 0 if there was none
    /// @param lastMicros how long the last finished request took
    /// @param connection done on the current connection so far
    /// @param whole done since the child started
    /// @param client, host, request, protocol one byte a character, perhaps cut off; empty if there was no request
    public record Row(
            WorkerState state,
            long requestStartMillis,
            long lastMicros,
            Work connection,
            Work whole,
            String client,
            String host,
            String request,
            String protocol) {}
}
