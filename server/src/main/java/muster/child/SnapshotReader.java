package muster.child;

import java.io.IOException;
import muster.config.ConfigException;
import muster.io.Stop;
import muster.scoreboard.ServerSnapshot;

/// Compiles a generation's snapshot in a child. The server's assembly implements it; this package knows no module.
@FunctionalInterface
public interface SnapshotReader {
    /// @param snapshot the bytes the parent's reading of the configuration made
    /// @param header generation, and where the log descriptors are
    /// @param status for the status page
    /// @param stop says when connections are to be closed after their next response
    Serving read(byte[] snapshot, ChildHeader header, ServerSnapshot.Source status, Stop stop) throws ConfigException, IOException;
}
