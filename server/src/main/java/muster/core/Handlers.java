package muster.core;

import java.io.IOException;
import java.util.Map;
import muster.http.HttpException;

/// Who answers a request: the handler that SetHandler, AddHandler or a media type names, and after it those that look at
/// every request, the static file handler last.
public final class Handlers {
    private static final Handler[] NOBODY = {};

    private final Map<String, Handler[]> named;
    private final Handler[] fallbacks;

    Handlers(Map<String, Handler[]> named, Handler[] fallbacks) {
        this.named = Map.copyOf(named);
        this.fallbacks = fallbacks;
    }

    /// @return DECLINED when nobody wanted it
    Verdict handle(Request request) throws HttpException, IOException {
        Verdict verdict = first(chosen(request), request);
        return verdict == Verdict.DECLINED ? first(fallbacks, request) : verdict;
    }

    private static Verdict first(Handler[] handlers, Request request) throws HttpException, IOException {
        for (Handler handler : handlers) {
            Verdict verdict = handler.handle(request);
            if (verdict != Verdict.DECLINED) {
                return verdict;
            }
        }
        return Verdict.DECLINED;
    }

    /// Whether `SetHandler name` would find somebody.
    public boolean knows(String name) {
        return find(name).length > 0;
    }

    /// Without a handler's name the media type serves as one: that is how `AddType application/x-httpd-php .php` works.
    private Handler[] chosen(Request request) {
        if (named.isEmpty()) {
            return NOBODY;
        }
        String name = request.handler();
        if (name == null) {
            name = request.response().contentType();
        }
        return name == null ? NOBODY : find(name);
    }

    /// `proxy:fcgi://...` and its like carry their argument in the name: the part up to the colon is registered.
    private Handler[] find(String name) {
        Handler[] exact = named.get(name);
        if (exact != null) {
            return exact;
        }
        int colon = name.indexOf(':');
        return colon < 0 ? NOBODY : named.getOrDefault(name.substring(0, colon + 1), NOBODY);
    }
}
