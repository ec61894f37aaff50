package muster.core;

import java.io.IOException;
import java.util.Map;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Who answers a request: the handler that SetHandler, AddHandler or a media type names, and after it those that look at
/// every request, the static file handler last.
public final class Handlers {
    private final Map<String, Handler> named;
    private final Handler[] fallbacks;

    Handlers(Map<String, Handler> named, Handler[] fallbacks) {
        this.named = Map.copyOf(named);
        this.fallbacks = fallbacks;
    }

    /// @return DECLINED when nobody wanted it
    Verdict handle(Request request) throws HttpException, IOException {
        Handler chosen = chosen(request);
        if (chosen != null) {
            Verdict verdict = chosen.handle(request);
            if (verdict != Verdict.DECLINED) {
                return verdict;
            }
        }
        for (Handler fallback : fallbacks) {
            Verdict verdict = fallback.handle(request);
            if (verdict != Verdict.DECLINED) {
                return verdict;
            }
        }
        return Verdict.DECLINED;
    }

    /// Whether `SetHandler name` would find somebody.
    public boolean knows(String name) {
        return find(name) != null;
    }

    /// Without a handler's name the media type serves as one: that is how `AddType application/x-httpd-php .php` works.
    private @Nullable Handler chosen(Request request) {
        if (named.isEmpty()) {
            return null;
        }
        String name = request.handler();
        if (name == null) {
            name = request.response().contentType();
        }
        return name == null ? null : find(name);
    }

    /// `proxy:fcgi://...` and its like carry their argument in the name: the part up to the colon is registered.
    private @Nullable Handler find(String name) {
        Handler handler = named.get(name);
        if (handler != null) {
            return handler;
        }
        int colon = name.indexOf(':');
        return colon < 0 ? null : named.get(name.substring(0, colon + 1));
    }
}
