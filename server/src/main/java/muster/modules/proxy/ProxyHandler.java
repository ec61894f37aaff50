package muster.modules.proxy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import muster.core.FilePath;
import muster.core.ProxyUrl;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Hands requests to backends.
final class ProxyHandler {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final String NO_SCHEME = "No protocol handler was valid for the URL ";

    private final Registry registry;
    private final Map<String, Scheme> schemes = new ConcurrentHashMap<>();
    /// What the names of handlers mean; there are as many as the configuration has.
    private final Map<String, Target> named = new ConcurrentHashMap<>();

    ProxyHandler(Registry registry) {
        this.registry = registry;
    }

    /// Makes the URL that a mapping found the one that will be asked.
    Verdict canonicalize(Request request) throws HttpException {
        ProxyUrl url = request.proxyUrl();
        if (url == null) {
            return Verdict.DECLINED;
        }
        canonical(request, target(request, url.text()), url.asIs());
        return Verdict.OK;
    }

    private Target canonical(Request request, Target target, boolean asIs) throws HttpException {
        Scheme scheme = scheme(target.scheme());
        if (scheme == null) {
            return target;
        }
        Target canonical = scheme.canonical(request, target, asIs);
        request.proxyUrl(new ProxyUrl(text(canonical), true));
        return canonical;
    }

    /// The local socket stays with the URL, out of sight of variables.
    private static String text(Target target) {
        return target.socket() == null ? target.toString() : "unix:" + target.socket() + "|" + target;
    }

    private static Target target(Request request, String text) throws HttpException {
        Target target = Target.parse(text);
        if (target == null) {
            int colon = text.indexOf(':');
            String module = text.startsWith("fcgi:") ? "proxy_fcgi" : "proxy";
            request.log().error(module, 1059, "error parsing URL " + text.substring(colon + 1) + ": Malformed URL");
            throw new HttpException(BAD_REQUEST, "");
        }
        return target;
    }

    /// For a URL that a mapping found.
    Verdict serve(Request request) throws HttpException, IOException {
        ProxyUrl url = request.proxyUrl();
        if (url == null) {
            return Verdict.DECLINED;
        }
        return serve(request, target(request, url.text()));
    }

    /// For `SetHandler "proxy:fcgi://..."`: the file that the request was mapped to is asked of the backend.
    Verdict serveNamed(Request request) throws HttpException, IOException {
        String handler = request.handler();
        if (handler == null) {
            return Verdict.DECLINED;
        }
        FilePath file = request.file();
        String path = file == null ? request.path().text() : file.text();
        Target target = named.get(handler);
        if (target == null) {
            String url = handler.substring(ProxyModule.PREFIX.length());
            target = Target.parse(url);
            if (target == null) {
                return serve(request, target(request, url + path)); // which is refused
            }
            named.put(handler, target);
        }
        return serve(request, canonical(request, target.withPath(target.path() + path), true));
    }

    private Verdict serve(Request request, Target target) throws HttpException, IOException {
        Scheme scheme = scheme(target.scheme());
        if (scheme == null) {
            request.log()
                    .warn("proxy", 1144, NO_SCHEME + request.path() + " (scheme '" + target.scheme()
                            + "'). If you are using a DSO version of mod_proxy, make sure the proxy submodules are included in"
                            + " the configuration using LoadModule.");
            throw new HttpException(FORBIDDEN, "");
        }
        ProxySettings settings = request.get(ProxySettings.SLOT);
        WorkerOptions options = settings.optionsOf(target);
        boolean known = options != null;
        if (options == null) {
            request.environment().set("proxy-nokeepalive", "1"); // as httpd says it of backends it knows nothing about
            options = WorkerOptions.NONE;
        }
        Backend backend = Backends.ofThisProcess().at(target.endpoint(scheme.defaultPort()), options, known && scheme.reusesConnections());
        return scheme.serve(request, target, backend);
    }

    private @Nullable Scheme scheme(String name) {
        Scheme known = schemes.get(name);
        if (known == null) {
            known = registry.provider(Scheme.class, name);
            if (known != null) {
                schemes.put(name, known);
            }
        }
        return known;
    }
}
