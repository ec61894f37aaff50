package muster.modules.filters;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.ByteRangeFilter;
import muster.core.Methods;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Response;
import muster.core.Verdict;
import muster.http.HttpDate;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.OPTIONS;

/// mod_reflector: the handler `reflector` sends a POST's content back, through all filters: a service that packs, or replaces text.
public final class ReflectorModule implements Module {
    /// `ReflectorHeader`: fields of the request, lower case, to their names in the response.
    private static final ConfigSlot<Map<String, String>> HEADERS =
            ConfigSlot.directory("ReflectorHeader", Map.of(), ReflectorModule::together);

    @Override
    public String name() {
        return "reflector_module";
    }

    @Override
    public String file() {
        return "mod_reflector.c";
    }

    @Override
    public void register(Registry registry) {
        registry.handler("reflector", ReflectorModule::handle);
        registry.directive(DirectiveType.named("ReflectorHeader")
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OPTIONS)
                .takes(Takes.ONE_OR_TWO)
                .means("Header to reflect back in the response, with an optional new name.")
                .sets(HEADERS, (before, words) ->
                        together(before, Map.of(words.text(0), words.text(words.count() - 1)))));
    }

    private static Map<String, String> together(Map<String, String> outer, Map<String, String> inner) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(outer);
        all.putAll(inner);
        return all;
    }

    private static Verdict handle(Request request) throws HttpException, IOException {
        request.allowMethods(Methods.POST | Methods.OPTIONS);
        if (request.method().equals("OPTIONS")) {
            request.response().headers().set("Allow", Methods.allow(request));
            request.response().contentLength(0);
            return Verdict.OK;
        }
        if (!request.method().equals("POST")) {
            throw new HttpException(405, "only content can be reflected");
        }
        if (request.main() != null) {
            return Verdict.OK;
        }
        setHead(request);
        byte[] piece = new byte[8 * 1024];
        for (int n = request.body().read(piece, 0, piece.length);
                n > 0;
                n = request.body().read(piece, 0, piece.length)) {
            request.sink().write(piece, 0, n);
            request.sink().continues();
        }
        return Verdict.OK;
    }

    private static void setHead(Request request) {
        Response response = request.response();
        request.get(HEADERS).forEach((from, to) -> {
            String value = request.headers().joined(from);
            if (value != null) {
                response.headers().set(to, value);
            }
        });
        if (!response.headers().has("Last-Modified")) {
            response.headers().set("Last-Modified", HttpDate.format(System.currentTimeMillis() / 1000));
        }
        response.headers().set("Accept-Ranges", ByteRangeFilter.acceptRanges(request));
        @Nullable String type = request.header("Content-Type");
        if (type != null) {
            response.contentType(type);
        }
        // A length that was announced is only right as long as no input filter changes it.
        long length = request.body().length();
        if (length >= 0 && request.header("Content-Length") != null) {
            response.contentLength(length);
        }
    }
}
