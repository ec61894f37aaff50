package muster.core;

import java.io.IOException;
import muster.io.Stop;

/// A protocol that a client may choose while its connection is set up, such as `h2`; offered under its ALPN name. HTTP/1.1 is what is
/// spoken where none was chosen.
public interface ConnectionProtocol {
    /// Serves the connection to its end, and leaves closing it to the caller.
    void serve(ClientConnection client, Slots slots, Stop stop) throws IOException;
}
