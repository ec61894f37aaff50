package muster.modules.filters.smart;

import java.io.IOException;
import muster.core.BodySink;
import muster.core.DeferredSink;
import muster.core.Request;
import muster.core.Response;
import muster.http.HeaderFields;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// A smart filter's part of one response's chain: becomes the first provider that fits, or nothing.
final class Harness extends DeferredSink {
    private static final int OK = 200;

    private final SmartFilter filter;
    private final Request request;
    private final BodySink next;
    /// The Range field, taken away while it isn't known what this filter will do to the length.
    private final @Nullable String range;

    Harness(SmartFilter filter, Request request, BodySink next) {
        this.filter = filter;
        this.request = request;
        this.next = next;
        this.range = filter.defersRanges() ? request.headers().joined("Range") : null;
        if (range != null) {
            request.headers().remove("Range");
        }
    }

    @Override
    protected BodySink choose() throws IOException {
        if (request.response().status() != OK && !request.environment().has("filter-errordocs")) {
            return next;
        }
        if (filter.trace() > 0) {
            request.connection().log().write(LogLevel.DEBUG, FilterModule.NAME, 1375, filter.name());
        }
        for (Provider provider : filter.providers()) {
            if (provider.matches(request)) {
                follow(provider.rules());
                return provider.filter().filter().attach(request, next);
            }
        }
        return next;
    }

    private void follow(ProtocolRules rules) {
        Response response = request.response();
        HeaderFields headers = response.headers();
        if (rules.changes()) {
            headers.remove("Content-MD5");
            headers.remove("ETag");
            if (rules.changesLength()) {
                response.contentLength(-1);
            }
        }
        if (rules.noCache()) {
            headers.remove("Last-Modified");
            headers.add("Cache-Control", "no-cache");
        }
        if (rules.noRanges()) {
            headers.set("Accept-Ranges", "none");
        } else if (range != null) {
            request.headers().set("Range", range);
        }
    }
}
