package muster.core;

import java.io.IOException;
import muster.io.Connection;

/// Hands out [Slot]s. Under prefork and worker the serving thread has its own for good; under event connections take turns.
public interface Slots {
    /// A slot for this connection; waits for one when all are busy.
    Slot acquire(Connection connection) throws IOException;

    /// Gives it back.
    void release(Slot slot);

    /// Whether a connection gives its slot up before it waits for the client. False where the thread waits itself and
    /// nobody else could use it.
    boolean shared();

    /// A connection begins to wait without being worked on.
    void idles(Idle how);

    /// The wait that [#idles] announced is over.
    void resumes(Idle how);
}
