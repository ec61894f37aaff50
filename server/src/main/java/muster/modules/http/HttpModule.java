package muster.modules.http;

import muster.core.ByteRangeFilter;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.modules.generators.DefaultHandler;

/// What every server of HTTP does: sends files, and ranges of whatever has a length. Always part of the server.
public final class HttpModule implements Module {
    private static final NamedFilter BYTE_RANGE =
            new NamedFilter("byterange", Filter.Kind.PROTOCOL, new ByteRangeFilter());

    @Override
    public String name() {
        return "http_module";
    }

    @Override
    public String file() {
        return "http_core.c";
    }

    @Override
    public void register(Registry registry) {
        var files = new DefaultHandler();
        registry.handler("default-handler", files);
        registry.fallbackHandler(Hook.Place.REALLY_LAST, files);
        registry.hook(Phase.INSERT_FILTER, Hook.Place.REALLY_LAST, HttpModule::insertByteRange);
    }

    private static Verdict insertByteRange(Request request) {
        if (ByteRangeFilter.applies(request)) {
            request.insertFilter(BYTE_RANGE);
        }
        return Verdict.OK;
    }
}
