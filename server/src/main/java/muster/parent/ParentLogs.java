package muster.parent;

import java.util.List;
import muster.log.Log;

/// The logs of a generation, open in the parent.
public interface ParentLogs {
    /// For the parent's own messages. Each is written at once.
    Log log();

    /// What children are given, in the order they expect.
    int[] descriptors();

    /// The main error log, for the standard error of children.
    int standardError();

    /// Opens files anew that have been moved away or removed; called once a second.
    /// @return places in [#descriptors] whose descriptor is another one now
    List<Integer> reopenMoved();

    /// Looks after log programs; called once a second.
    void tend();

    /// Whether a process is a log program: somebody waits for its end already.
    boolean owns(long pid);

    /// The generation takes over: what only earlier ones log to may go, and the parent's own standard error moves here.
    void takeOver();

    /// The last child of the generation is gone, and it serves no more.
    void close();

    /// The server ends: log programs too.
    void end();
}
