package muster.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A connection with a layer of its own over the socket, which has to be set up with the peer before anything else is said: TLS.
public interface LayeredConnection extends Connection {
    /// Goes on setting the layer up: true when that is done; else wait with [#awaitReadable] and try again.
    /// @throws IOException if it can't be done
    boolean tryOpen() throws IOException;

    /// The protocol that was agreed on meanwhile, as ALPN names it; null if there was no talk of it.
    @Nullable String protocol();
}
