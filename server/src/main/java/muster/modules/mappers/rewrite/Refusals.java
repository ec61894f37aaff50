package muster.modules.mappers.rewrite;

import muster.core.Module;
import muster.core.ProxyUrl;
import muster.core.Request;
import muster.core.Verdict;
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

    /// Hands a request to mod_proxy, which escapes the path and adds the query unless NE has said that all is as it shall be.
    static Verdict proxy(Rewriting at, String url, boolean asIs, int number) throws HttpException {
        Request request = at.request();
        if (!hasProxy(request)) {
            request.log()
                    .error(
                            Trace.MODULE,
                            number,
                            "attempt to make remote request from mod_rewrite without proxy enabled: proxy:" + url);
            throw new HttpException(FORBIDDEN, "");
        }
        String query = at.query();
        var target = new ProxyUrl(asIs && query != null ? url + "?" + query : url, asIs);
        request.proxyUrl(target);
        request.handler("proxy-server");
        at.traceHere(1, "go-ahead with proxy request " + target + " [OK]");
        return Verdict.OK;
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
