package muster.mpm;

import java.util.function.BooleanSupplier;
import muster.core.ConnectionServer;
import muster.io.Listeners;
import muster.io.Stop;
import muster.log.Log;
import muster.scoreboard.ChildPage;
import org.jspecify.annotations.Nullable;

/// What a child process gives its MPM.
public interface ChildContext {
    /// The inherited listening sockets, non-blocking.
    Listeners listeners();

    /// Serves one accepted connection until it ends.
    ConnectionServer connections();

    /// Tells when to finish.
    Stop stop();

    /// This child's page of the scoreboard.
    ChildPage page();

    /// How many requests this child works on at once (ThreadsPerChild; 1 under prefork).
    int threads();

    /// How many connections an async MPM takes beyond that (from AsyncRequestWorkerFactor).
    int connectionLimit();

    /// Counts an accepted connection towards MaxConnectionsPerChild. The child goes on serving until its replacement is ready.
    void accepted();

    /// Writes buffered log lines; called by whoever is about to wait.
    void flushLogs();

    Log log();

    /// What a thread of this child may do while no connection comes, a moment at a time, until it says that nothing is left; null
    /// for nothing.
    @Nullable BooleanSupplier spareTime();
}
