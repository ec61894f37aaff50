package muster.modules.mappers.rewrite;

import muster.core.Module;
import muster.core.ProxyUrl;
import muster.core.Request;
import muster.http.HttpException;

/// What rules can come to that is not let through.
final class Refusals {
    private static final int FORBIDDEN = 403;

    private Refusals() {}

    /// A query with a space or a control character would be another request to whoever parses it next (CVE-2023-25690).
    /// @param escaped whether it is escaped on its way out
    static void checkQuery(Rewriting at, boolean escaped, int number) throws HttpException {
        String query = at.query();
        if (query == null || escaped || isVisible(query)) {
            return;
        }
        at.request()
                .log()
                .error(Trace.MODULE, number, "Rewritten query string contains control characters or spaces");
        throw new HttpException(FORBIDDEN, "");
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// Hands a request to mod_proxy.
    static void proxy(Request request, ProxyUrl url, int number) throws HttpException {
        if (!hasProxy(request)) {
            request.log()
                    .error(
                            Trace.MODULE,
                            number,
                            "attempt to make remote request from mod_rewrite without proxy enabled: " + url);
            throw new HttpException(FORBIDDEN, "");
        }
        request.proxyUrl(url);
        request.handler("proxy-server");
    }

    private static boolean hasProxy(Request request) {
        for (Module module : request.server().modules()) {
            if (module.name().equals("proxy_module")) {
                return true;
            }
        }
        return false;
    }

    /// Rules have answered the request themselves.
    static HttpException answer(Rewriting at) {
        return new HttpException(at.status(), "");
    }
}
