package muster.modules.proxy.fcgi;

import java.io.IOException;
import java.net.UnknownHostException;
import muster.core.Request;
import muster.core.Verdict;
import muster.core.script.ScriptVariables;
import muster.http.HttpException;
import muster.http.fcgi.RecordWriter;
import muster.http.fcgi.Role;
import muster.io.SocketConnection;
import muster.modules.fastcgi.FcgiContent;
import muster.modules.fastcgi.FcgiExchange;
import muster.modules.fastcgi.UnsentException;
import muster.modules.proxy.Backend;
import muster.modules.proxy.PathSpelling;
import muster.modules.proxy.Proxied;
import muster.modules.proxy.ProxyErrors;
import muster.modules.proxy.Scheme;
import muster.modules.proxy.Target;

/// Answers requests from FastCGI backends.
final class FcgiScheme implements Scheme {
    private static final String MODULE = "proxy_fcgi";
    private static final int DEFAULT_PORT = 8000;
    private static final int UNAVAILABLE = 503;

    @Override
    public int defaultPort() {
        return DEFAULT_PORT;
    }

    @Override
    public Target canonical(Request request, Target target, boolean asIs) throws HttpException {
        String path = target.path();
        int query = path.indexOf('?');
        if (asIs && query >= 0 && request.file() == null) {
            path = path.substring(0, query); // the query goes in a variable of its own
        }
        path = asIs ? path : PathSpelling.of(path);
        if (!path.startsWith("/")) {
            path = "/" + path;
        }
        PathInfo.find(request, path);
        return target.withPath(path);
    }

    @Override
    public Verdict serve(Request request, Target target, Backend backend) throws HttpException, IOException {
        try (FcgiContent content = FcgiContent.of(request)) {
            var records = new RecordWriter();
            records.begin(Role.RESPONDER, backend.reusable());
            variables(request, target, content, records);
            if (!sent(request, target, backend, records, content, false)) {
                content.rewind();
                records.clear();
                records.begin(Role.RESPONDER, backend.reusable());
                records.variables(request.environment().all(), _ -> {});
                sent(request, target, backend, records, content, true);
            }
        }
        return Verdict.OK;
    }

    private static void variables(Request request, Target target, FcgiContent content, RecordWriter records)
            throws IOException {
        ProxyFcgiSettings settings = request.get(ProxyFcgiSettings.SLOT);
        ScriptVariables.addTo(request);
        var environment = request.environment();
        environment.set("SCRIPT_FILENAME", settings.isGeneric() ? target.path() : "proxy:" + target);
        if (request.body().present()) {
            environment.set("CONTENT_LENGTH", Long.toString(content.length()));
            environment.unset("HTTP_TRANSFER_ENCODING");
        }
        for (ProxyFcgiSettings.Change change : settings.changes()) {
            change.applyTo(request);
        }
        records.variables(
                environment.all(),
                name -> request.log().warn(MODULE, 2536, "couldn't encode envvar '" + name + "' in 65535 bytes"));
    }

    /// @param fresh whether the connection must be a new one
    /// @return false if the backend had left a connection that rested: then it has seen nothing of the request
    private boolean sent(
            Request request, Target target, Backend backend, RecordWriter records, FcgiContent content, boolean fresh)
            throws HttpException, IOException {
        long timeout = Proxied.timeoutMillis(request, backend);
        SocketConnection connection = connected(request, target, backend, fresh, timeout);
        boolean quiet = false;
        try {
            var dialogue = new ProxyDialogue(request);
            quiet = new FcgiExchange(request, connection, dialogue, timeout).run(records, content);
            return true;
        } catch (UnsentException left) {
            if (fresh || !backend.reusable()) {
                request.log().error(MODULE, 1073, "Failed Writing Request to " + target.authority(DEFAULT_PORT) + ":");
                throw new HttpException(UNAVAILABLE, "");
            }
            return false;
        } finally {
            backend.release(connection, quiet);
        }
    }

    private SocketConnection connected(Request request, Target target, Backend backend, boolean fresh, long timeout)
            throws HttpException, IOException {
        try {
            return backend.acquire(request.connection().transport().waiter(), fresh, timeout);
        } catch (UnknownHostException unknown) {
            throw ProxyErrors.unknownHost(request, target.host());
        } catch (Backend.ExhaustedException full) {
            request.log().error("proxy", 0, "all " + backend.options().most() + " connections to " + target + " are in use");
            throw new HttpException(UNAVAILABLE, "");
        } catch (IOException refused) {
            ProxyErrors.notConnected(request, "FCGI", target, DEFAULT_PORT, backend.endpoint(), refused);
            request.log().error(MODULE, 1079, "failed to make connection to backend: " + target.host());
            throw new HttpException(UNAVAILABLE, "");
        }
    }
}
