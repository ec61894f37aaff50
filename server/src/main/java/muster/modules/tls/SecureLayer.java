package muster.modules.tls;

import java.io.IOException;
import muster.core.ClientConnection;
import muster.core.ConnectionLayer;
import muster.core.Registry;
import muster.io.Connection;
import muster.io.LayeredConnection;
import muster.io.TlsConnection;
import muster.log.LogLevel;
import muster.openssl.OpenSslException;
import org.jspecify.annotations.Nullable;

/// Puts TLS under the connections of hosts that have it.
final class SecureLayer implements ConnectionLayer {
    private static final String SSL = "ssl";

    private final SecureHosts hosts;
    private final Registry registry;

    SecureLayer(SecureHosts hosts, Registry registry) {
        this.hosts = hosts;
        this.registry = registry;
    }

    @Override
    public @Nullable LayeredConnection begin(ClientConnection client) throws IOException {
        HostSecurity first = hosts.of(client.baseHost());
        if (first == null) {
            return null;
        }
        if (client.log().on(LogLevel.INFO, SSL)) {
            client.log().info(SSL, 1964, "Connection to child " + client.id() + " established (server " + first.id() + ")");
        }
        return new TlsConnection(client.transport(), first.context(), new ClientSession(client, first, hosts, registry));
    }

    @Override
    public @Nullable Connection failed(ClientConnection client, LayeredConnection layered, IOException why) {
        String id = HostSecurity.id(client.baseHost(), true);
        if (why instanceof OpenSslException library && library.reason() == OpenSslException.HTTP_REQUEST) {
            client.log().info(SSL, 1996, "SSL handshake failed: HTTP spoken on HTTPS port; trying to send HTML error page");
            return new SpokenPlainly(layered instanceof TlsConnection tls ? tls.plain() : layered, layered);
        }
        if (why instanceof OpenSslException library && !library.errors().isEmpty()) {
            client.log().info(SSL, 2008, "SSL library error 1 in handshake (server " + id + ")");
            library.errors().forEach(line -> client.log().info(SSL, 0, "SSL Library Error: " + line));
            for (Throwable bug : library.getSuppressed()) {
                client.log().error(SSL, 60110, "internal error in a handshake: " + bug);
            }
            return null;
        }
        client.log().info(SSL, 2007, "SSL handshake interrupted by system [Hint: Stop button pressed in browser?!]");
        return null;
    }
}
