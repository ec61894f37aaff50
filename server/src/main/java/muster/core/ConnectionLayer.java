package muster.core;

import java.io.IOException;
import muster.io.Connection;
import muster.io.LayeredConnection;
import org.jspecify.annotations.Nullable;

/// Puts a layer between the sockets and the protocols: TLS. Offered as [#NAME] of this class.
public interface ConnectionLayer {
    /// What such a layer is offered under: a connection has one at most.
    String NAME = "security";

    /// Takes over a connection that was just accepted, if the host of its address wants that.
    /// @return what the protocols talk through; null if they talk to the socket. It closes the socket when it is closed.
    @Nullable LayeredConnection begin(ClientConnection client) throws IOException;

    /// The layer could not be set up.
    /// @return what the protocols may talk through after all; null if the connection is of no more use. It closes all that `layered` would.
    @Nullable Connection failed(ClientConnection client, LayeredConnection layered, IOException why);
}
