package muster.core;

import java.io.IOException;
import muster.io.Stop;

/// A protocol other than HTTP/1.1 on a client's connection. There are two ways to it:
///
/// - a client may choose it while its connection is set up, such as `h2`: a module offers it under its ALPN name;
/// - a client may ask for it in a request (`Upgrade`, RFC 9110 §7.8): a handler agrees with [Request#switchTo].
@FunctionalInterface
public interface ConnectionProtocol {
    /// Serves the connection to its end, and leaves closing it to the caller. No slot is held: what needs one takes it from `slots`.
    ///
    /// After a switch, what the client sent behind its request is what [ClientConnection#transport] reads first, and a wait for
    /// reading comes after a read that found nothing: bytes that are there already don't show at the descriptor.
    void serve(ClientConnection client, Slots slots, Stop stop) throws IOException;
}
