package muster.modules.mappers.negotiation;

import java.io.IOException;
import muster.core.ByteRangeFilter;
import muster.core.Conditions;
import muster.core.Handler;
import muster.core.Methods;
import muster.core.Request;
import muster.core.Response;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.http.UriEscape;
import muster.io.OpenFile;

/// Answers a request for a type map with one of the variants that it lists.
final class TypeMapHandler implements Handler {
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int HTTP_1_1 = 1001;

    @Override
    public Verdict handle(Request request) throws HttpException, IOException {
        var negotiation = new Negotiation(request);
        try (OpenFile map = TypeMap.open(request, request)) {
            TypeMap.read(negotiation, request, map);
            Variant best = Outcome.of(negotiation, false).variant();
            forbidOldCaches(request);
            if (best.facts.bodyAt() != 0) {
                send(request, best.facts, map);
                return Verdict.OK;
            }
            request.server().processor().redirectInternally(request, url(request, best.facts.file()));
            return Verdict.OK;
        }
    }

    /// Caches of HTTP/1.0 don't know Vary.
    private static void forbidOldCaches(Request request) {
        boolean allowed = request.host().settings().get(NegotiationSettings.CACHE);
        if (!allowed && request.protocol() < HTTP_1_1) {
            request.response().forbidCaching();
        }
    }

    /// The variant is part of the map.
    private static void send(Request request, Variant.Facts facts, OpenFile map) throws HttpException, IOException {
        request.allowedMethods(Methods.GET | Methods.OPTIONS | Methods.POST);
        if (!request.isGet() && !request.method().equals("POST")) {
            throw new HttpException(METHOD_NOT_ALLOWED, "");
        }
        Response response = request.response();
        response.headers().set("Accept-Ranges", ByteRangeFilter.acceptRanges(request));
        response.contentLength(facts.length());
        if (!facts.type().name().isEmpty()) {
            response.contentType(facts.type().name());
            response.charset(facts.type().charset().isEmpty() ? null : facts.type().charset());
        }
        if (!facts.languages().isEmpty()) {
            response.contentLanguages(facts.languages());
        }
        if (facts.encoding() != null && !facts.encoding().isEmpty()) {
            response.contentEncoding(facts.encoding());
        }
        int instead = Conditions.check(request);
        if (instead != 0) {
            throw new HttpException(instead, "");
        }
        request.sink().writeFile(map, facts.bodyAt(), facts.length());
    }

    private static String url(Request request, String name) {
        String path = request.path().text();
        String info = request.pathInfo();
        String own = path.endsWith(info) ? path.substring(0, path.length() - info.length()) : path;
        String url = UriEscape.path(own.substring(0, own.lastIndexOf('/') + 1)) + name + info;
        return request.query() == null ? url : url + "?" + request.query();
    }
}
