package muster.core;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Which virtual host a connection or request belongs to: first by the address it came to, then by the name it asks for.
public interface HostChoice {
    /// The first virtual host of an address, or the main server: what answers before any name is known.
    VirtualHost byAddress(InetSocketAddress local);

    /// The virtual host of that address which has the name.
    ///
    /// @param host in small letters, without a closing dot; empty if the client named none
    /// @param port of the name; 0 if it has none
    /// @return null if none has it: the one by address serves it then (or refuses it, with StrictHostCheck)
    @Nullable VirtualHost byName(InetSocketAddress local, String host, int port);
}
