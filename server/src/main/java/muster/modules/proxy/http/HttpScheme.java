package muster.modules.proxy.http;

import java.io.IOException;
import java.net.UnknownHostException;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.http.UriEscape;
import muster.io.SocketConnection;
import muster.modules.proxy.Backend;
import muster.modules.proxy.Proxied;
import muster.modules.proxy.ProxyErrors;
import muster.modules.proxy.Scheme;
import muster.modules.proxy.Target;
import org.jspecify.annotations.Nullable;

/// `http://` and `ws://`.
final class HttpScheme implements Scheme {
    private static final String MODULE = "proxy_http";
    private static final int PORT = 80;
    private static final int UNAVAILABLE = 503;

    private final boolean webSockets;

    /// @param webSockets whether backends are asked for a WebSocket whenever the client asks for one
    HttpScheme(boolean webSockets) {
        this.webSockets = webSockets;
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public boolean reusesConnections() {
        return true;
    }

    @Override
    public Target canonical(Request request, Target target, boolean asIs) {
        String path = target.path().isEmpty() ? "/" : target.path();
        String spelled = asIs ? path : UriEscape.path(path);
        String query = request.query();
        boolean complete = query == null || spelled.indexOf('?') >= 0;
        return target.withPath(complete ? spelled : spelled + "?" + query);
    }

    @Override
    public Verdict serve(Request request, Target target, Backend backend) throws HttpException, IOException {
        String upgrade = upgrade(request, backend);
        var content = new RequestContent(request);
        byte[] head = new BackendRequest(request, target, backend.reusable(), upgrade).head(content);
        if (!exchanged(request, target, backend, head, content, upgrade, false)) {
            exchanged(request, target, backend, head, content, upgrade, true);
        }
        return Verdict.OK;
    }

    /// The protocol to ask the backend for, or null: what the client offers, if `upgrade=` of the backend lets it.
    private @Nullable String upgrade(Request request, Backend backend) {
        String allowed = backend.options().said().get("upgrade");
        if (allowed == null) {
            return webSockets && request.offers("websocket") ? "websocket" : null;
        }
        if (allowed.equalsIgnoreCase("NONE")) {
            return null;
        }
        String wanted = allowed.equalsIgnoreCase("ANY") ? request.header("Upgrade") : allowed;
        return wanted != null && request.offers(wanted) ? wanted : null;
    }

    /// @param fresh whether the connection must be a new one
    /// @return false if the backend had left a connection that rested: then it has done nothing for the request
    private static boolean exchanged(
            Request request,
            Target target,
            Backend backend,
            byte[] head,
            RequestContent content,
            @Nullable String upgrade,
            boolean fresh)
            throws HttpException, IOException {
        long timeout = Proxied.timeoutMillis(request, backend);
        SocketConnection connection = connected(request, target, backend, fresh, timeout);
        var exchange = new HttpExchange(request, target, backend, connection, timeout);
        try {
            return exchange.run(head, content, upgrade, fresh);
        } finally {
            if (!exchange.tunnels()) {
                backend.release(connection, exchange.reusable());
            }
        }
    }

    private static SocketConnection connected(Request request, Target target, Backend backend, boolean fresh, long timeout)
            throws HttpException, IOException {
        try {
            return backend.acquire(request.connection().transport().waiter(), fresh, timeout);
        } catch (UnknownHostException unknown) {
            throw ProxyErrors.unknownHost(request, target.host());
        } catch (Backend.ExhaustedException full) {
            request.log().error("proxy", 0, "all " + backend.options().most() + " connections to " + target + " are in use");
            throw new HttpException(UNAVAILABLE, "");
        } catch (IOException refused) {
            ProxyErrors.notConnected(request, "HTTP", target, PORT, backend.endpoint(), refused);
            request.log().error(MODULE, 1114, "HTTP: failed to make connection to backend: " + target.host());
            throw new HttpException(UNAVAILABLE, "");
        }
    }
}
