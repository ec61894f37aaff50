package muster.core.http1;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import muster.core.ClientConnection;
import muster.core.ConnectionServer;
import muster.core.Server;
import muster.core.Slots;
import muster.core.VirtualHost;
import muster.http.h1.ResponseHead;
import muster.io.Connection;
import muster.io.Stop;
import muster.log.LogLevel;

/// Serves connections of a generation: stop 3 of a request's life. The protocol is HTTP/1.1.
public final class HttpConnections implements ConnectionServer {
    private final Server server;
    private final Stop stop;
    private final ResponseHead heads;
    private final Map<VirtualHost, HeadRules> rules = new IdentityHashMap<>();
    private final AtomicLong nextId = new AtomicLong();

    /// @param stop of the process: once it is requested, every response is its connection's last
    public HttpConnections(Server server, Stop stop) {
        this.server = server;
        this.stop = stop;
        this.heads = new ResponseHead(server.banner());
        rules.put(server.mainHost(), HeadRules.of(server.mainHost()));
        for (VirtualHost host : server.virtualHosts()) {
            rules.put(host, HeadRules.of(host));
        }
    }

    @Override
    public void serve(Connection connection, Slots slots) {
        try (connection) {
            VirtualHost host = server.hosts().byAddress(connection.local());
            var client = new ClientConnection(connection, server, host, nextId.incrementAndGet());
            try {
                HeadRules own = rules.get(host);
                new Http1Connection(client, slots, stop, own == null ? HeadRules.of(host) : own, heads).serve();
            } catch (IOException gone) {
                client.log().write(LogLevel.INFO, "core", 60105, "connection ends: " + gone.getMessage());
            } catch (RuntimeException | StackOverflowError bug) {
                client.log().error("core", 60106, "internal error on a connection: " + bug);
            }
        }
    }
}
