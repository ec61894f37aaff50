package muster.core;

import java.net.InetSocketAddress;
import muster.io.Addresses;
import muster.io.Connection;
import muster.log.Log;
import org.jspecify.annotations.Nullable;

/// One client's connection as requests see it (httpd's `conn_rec`).
public final class ClientConnection {
    private Connection transport;
    private final Server server;
    private final VirtualHost baseHost;
    private final long id;
    private final String clientAddress;
    private final Log log;
    private RemoteHost.Known names = RemoteHost.Known.NOTHING;
    private int keepAlives;
    private boolean aborted;

    /// @param baseHost the virtual host that the local address alone selects
    /// @param id unique within this process, for logs
    public ClientConnection(Connection transport, Server server, VirtualHost baseHost, long id) {
        this.transport = transport;
        this.server = server;
        this.baseHost = baseHost;
        this.id = id;
        this.clientAddress = Addresses.text(transport.remote().getAddress());
        this.log = server.logs().connectionLog(this);
    }

    public Connection transport() {
        return transport;
    }

    /// What requests and responses travel through from now on: a layer over the transport there was.
    public void layered(Connection over) {
        this.transport = over;
    }

    public Server server() {
        return server;
    }

    public VirtualHost baseHost() {
        return baseHost;
    }

    public long id() {
        return id;
    }

    /// The peer's IP address as text, for logs and `Require ip`.
    public String clientAddress() {
        return clientAddress;
    }

    public InetSocketAddress local() {
        return transport.local();
    }

    public Log log() {
        return log;
    }

    /// What the error log calls this connection, if it has mentioned it (`%{c}L`).
    public @Nullable String logId() {
        return LogIds.of(this);
    }

    RemoteHost.Known names() {
        return names;
    }

    void names(RemoteHost.Known known) {
        this.names = known;
    }

    /// How many requests came before this one.
    public int keepAlives() {
        return keepAlives;
    }

    public void requestDone() {
        keepAlives++;
    }

    /// Whether the client went away while it was being answered.
    public boolean aborted() {
        return aborted;
    }

    public void abort() {
        aborted = true;
    }
}
