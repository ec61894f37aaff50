package muster.core.http1;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import muster.core.ClientConnection;
import muster.core.ConnectionLayer;
import muster.core.ConnectionProtocol;
import muster.core.ConnectionServer;
import muster.core.ReadTimeouts;
import muster.core.Registry;
import muster.core.Server;
import muster.core.ServerSettings;
import muster.core.Slots;
import muster.core.VirtualHost;
import muster.http.h1.ResponseHead;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.LayeredConnection;
import muster.io.Ready;
import muster.io.Stop;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// Serves connections of a generation: stop 3 of a request's life. Sets up the layer that a module puts under the protocols (TLS), and
/// speaks the protocol that was agreed on there, HTTP/1.1 if none was.
public final class HttpConnections implements ConnectionServer {
    /// How long a stopping child lets a connection go on that is being set up.
    private static final long DRAIN_MILLIS = 5_000;

    private final Server server;
    private final Stop stop;
    private final Registry registry;
    private final @Nullable ConnectionLayer layer;
    private final ResponseHead heads;
    private final Map<VirtualHost, HeadRules> rules = new IdentityHashMap<>();
    private final AtomicLong nextId = new AtomicLong();

    /// @param stop of the process: once it is requested, every response is its connection's last
    /// @param registry with what modules offer: [ConnectionLayer], [ConnectionProtocol]
    public HttpConnections(Server server, Stop stop, Registry registry) {
        this.server = server;
        this.stop = stop;
        this.registry = registry;
        this.layer = registry.provider(ConnectionLayer.class, ConnectionLayer.NAME);
        this.heads = new ResponseHead(server.banner());
        rules.put(server.mainHost(), HeadRules.of(server.mainHost()));
        for (VirtualHost host : server.virtualHosts()) {
            rules.put(host, HeadRules.of(host));
        }
    }

    @Override
    public void serve(Connection connection, Slots slots) {
        VirtualHost host = server.hosts().byAddress(connection.local());
        var client = new ClientConnection(connection, server, host, nextId.incrementAndGet());
        try {
            if (layer == null) {
                http1(client, slots);
            } else {
                layered(client, slots, layer);
            }
        } catch (IOException gone) {
            client.log().write(LogLevel.INFO, "core", 60105, "connection ends: " + gone.getMessage());
        } catch (RuntimeException | StackOverflowError bug) {
            client.log().error("core", 60106, "internal error on a connection: " + bug);
        } finally {
            client.transport().close();
        }
    }

    private void layered(ClientConnection client, Slots slots, ConnectionLayer under) throws IOException {
        LayeredConnection over = under.begin(client);
        if (over == null) {
            http1(client, slots);
            return;
        }
        client.layered(over);
        try {
            if (!opened(over, client)) {
                return;
            }
        } catch (IOException refused) {
            Connection instead = under.failed(client, over, refused);
            if (instead != null) {
                client.layered(instead);
                http1(client, slots);
            }
            return;
        }
        String chosen = over.protocol();
        ConnectionProtocol protocol = chosen == null ? null : registry.provider(ConnectionProtocol.class, chosen);
        if (protocol == null) {
            http1(client, slots);
        } else {
            protocol.serve(client, slots, stop);
        }
    }

    private void http1(ClientConnection client, Slots slots) throws IOException {
        HeadRules own = rules.get(client.baseHost());
        new Http1Connection(client, slots, stop, own == null ? HeadRules.of(client.baseHost()) : own, heads).serve();
    }

    /// Sets the layer up. Holds no slot: the client is waited for.
    /// @return false if the client says nothing in time
    private boolean opened(LayeredConnection over, ClientConnection client) throws IOException {
        var settings = client.baseHost().settings();
        int limit = settings.get(ReadTimeouts.SLOT).handshakeMillis();
        long deadline = Deadline.inMillis(limit > 0 ? limit : settings.get(ServerSettings.TIMEOUT));
        boolean stoppable = true;
        while (!over.tryOpen()) {
            Ready ready = over.awaitReadable(deadline, stoppable);
            if (ready == Ready.TIMED_OUT) {
                return false;
            }
            if (ready == Ready.STOPPED) {
                stoppable = false;
                deadline = Deadline.earlier(deadline, Deadline.inMillis(DRAIN_MILLIS));
            }
        }
        return true;
    }
}
