package muster.modules.http;

import muster.core.ByteRangeFilter;
import muster.core.DirectorySettings;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;
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
        registry.handler("default-handler", Hook.Place.REALLY_LAST, files);
        registry.fallbackHandler(Hook.Place.REALLY_LAST, files);
        registry.hook(Phase.FIXUPS, Hook.Place.REALLY_FIRST, HttpModule::override);
        registry.hook(Phase.INSERT_FILTER, Hook.Place.REALLY_LAST, HttpModule::insertByteRange);
    }

    /// ForceType and SetHandler have the last word on what a file's name has said.
    private static Verdict override(Request request) throws HttpException {
        String type = request.get(DirectorySettings.FORCE_TYPE);
        if (!type.isEmpty()) {
            request.response().contentType(type);
            request.response().charset(null);
        }
        String handler = request.get(DirectorySettings.SET_HANDLER).of(request);
        if (!handler.isEmpty()) {
            request.handler(handler);
        }
        return Verdict.OK;
    }

    private static Verdict insertByteRange(Request request) {
        if (ByteRangeFilter.applies(request)) {
            request.insertFilter(BYTE_RANGE);
        }
        return Verdict.OK;
    }
}
