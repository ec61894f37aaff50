package muster.modules.proxy.http;

import java.util.Locale;
import java.util.Set;
import muster.core.Request;
import muster.core.Response;
import muster.http.HeaderFields;
import muster.http.TokenList;
import muster.http.h1.ResponseParser;
import muster.modules.proxy.ReverseSettings;
import org.jspecify.annotations.Nullable;

/// The head of a backend's response as the client gets it: what concerned only the backend's connection is left out (RFC 9110
/// §7.6.1), and what names the backend names this server instead.
final class BackendResponse {
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection", "content-length", "content-type", "content-encoding", "date", "keep-alive", "proxy-connection", "server", "te",
            "trailer", "transfer-encoding", "upgrade");

    private BackendResponse() {}

    static void head(Request request, ResponseParser parsed, HeaderFields fields) {
        Response response = request.response();
        response.status(parsed.status());
        if (!parsed.reason().isEmpty()) {
            response.reason(parsed.reason());
        }
        response.contentType(fields.get("Content-Type"));
        String coding = fields.joined("Content-Encoding");
        if (coding != null) {
            response.contentEncoding(coding);
        }
        ReverseSettings settings = request.get(ReverseSettings.SLOT);
        String options = fields.joined("Connection");
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            boolean own = OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
            if (!own && (options == null || !TokenList.has(options, name))) {
                response.headers().add(name, seenFromOutside(request, settings, name, fields.value(i)));
            }
        }
        via(request, settings);
        if (parsed.contentLength() >= 0) {
            response.contentLength(parsed.contentLength());
        }
    }

    /// What an error document of this server's still has to say of the backend's response.
    static HeaderFields ofAuthentication(HeaderFields fields) {
        var kept = new HeaderFields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.name(i).equalsIgnoreCase("WWW-Authenticate")) {
                kept.add(fields.name(i), fields.value(i));
            }
        }
        return kept;
    }

    private static String seenFromOutside(Request request, ReverseSettings settings, String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "location", "content-location", "uri", "destination" -> settings.location(request, value);
            case "set-cookie" -> settings.cookie(value);
            default -> value;
        };
    }

    private static void via(Request request, ReverseSettings settings) {
        ReverseSettings.@Nullable Via via = settings.via();
        if (via == ReverseSettings.Via.ON || via == ReverseSettings.Via.FULL) {
            request.response().headers().merge("Via", "1.1 " + ReverseSettings.here(request, via));
        } else if (via == ReverseSettings.Via.BLOCK) {
            request.response().headers().remove("Via");
        }
    }
}
