package muster.modules.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import muster.core.Request;
import muster.http.HeaderFields;
import muster.http.TokenList;
import muster.modules.proxy.ReverseSettings;
import muster.modules.proxy.Target;
import org.jspecify.annotations.Nullable;

/// The head of a request as a backend gets it: written anew, without what concerned only the client's connection (RFC 9110 §7.6.1), with
/// word of who asked (httpd's `ap_proxy_create_hdrbrgd`).
final class BackendRequest {
    /// Besides what Connection names.
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer",
            "transfer-encoding", "upgrade", "http2-settings");

    private static final int HTTP_PORT = 80;

    private final Request request;
    private final Target target;
    private final boolean keepAlive;
    private final @Nullable String upgrade;
    private final StringBuilder text = new StringBuilder(1024);

    /// @param keepAlive whether the connection may serve others afterwards
    /// @param upgrade the protocol to ask for, or null
    BackendRequest(Request request, Target target, boolean keepAlive, @Nullable String upgrade) {
        this.request = request;
        this.target = target;
        this.keepAlive = keepAlive && !request.environment().has("proxy-nokeepalive");
        this.upgrade = upgrade;
    }

    byte[] head(RequestContent content) {
        ReverseSettings settings = request.get(ReverseSettings.SLOT);
        boolean old = request.environment().has("force-proxy-request-1.0");
        text.append(request.method()).append(' ').append(target.path()).append(old ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
        field("Host", host(settings));
        HeaderFields fields = request.headers();
        String options = fields.joined("Connection");
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            boolean own = OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
            if (!own && (options == null || !TokenList.has(options, name)) && !isAdded(name, settings)) {
                field(name, fields.value(i));
            }
        }
        via(settings);
        forwarded(settings);
        connection(old);
        if (content.chunked()) {
            field("Transfer-Encoding", "chunked");
        } else if (content.present() || request.method().equals("POST") || request.method().equals("PUT")) {
            field("Content-Length", Long.toString(Math.max(0, content.length())));
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String host(ReverseSettings settings) {
        if (settings.preserveHost() != Boolean.TRUE) {
            return target.authority(HTTP_PORT);
        }
        String asked = request.header("Host");
        return asked != null ? asked : request.host().serverName();
    }

    /// What is written anew with the client's words in it.
    private static boolean isAdded(String name, ReverseSettings settings) {
        if (name.equalsIgnoreCase("Via")) {
            return settings.via() != null && settings.via() != ReverseSettings.Via.OFF;
        }
        return settings.addHeaders() != Boolean.FALSE
                && (name.equalsIgnoreCase("X-Forwarded-For")
                        || name.equalsIgnoreCase("X-Forwarded-Host")
                        || name.equalsIgnoreCase("X-Forwarded-Server"));
    }

    private void via(ReverseSettings settings) {
        ReverseSettings.Via via = settings.via();
        if (via == null || via == ReverseSettings.Via.OFF || via == ReverseSettings.Via.BLOCK) {
            return;
        }
        String before = request.headers().joined("Via");
        String here = request.protocolText().replace("HTTP/", "") + " " + ReverseSettings.here(request, via);
        field("Via", before == null ? here : before + ", " + here);
    }

    private void forwarded(ReverseSettings settings) {
        if (settings.addHeaders() == Boolean.FALSE) {
            return;
        }
        added("X-Forwarded-For", request.client().getHostAddress());
        String host = request.header("Host");
        if (host != null) {
            added("X-Forwarded-Host", host);
        }
        added("X-Forwarded-Server", request.host().serverName());
    }

    private void added(String name, String value) {
        String before = request.headers().joined(name);
        field(name, before == null ? value : before + ", " + value);
    }

    private void connection(boolean old) {
        if (upgrade != null && !old) {
            field("Upgrade", upgrade);
            field("Connection", "Upgrade");
        } else {
            field("Connection", keepAlive && !old ? "Keep-Alive" : "close");
        }
    }

    /// Nothing that was parsed holds a line end; what modules have set might.
    private void field(String name, String value) {
        if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0 && value.indexOf(0) < 0) {
            text.append(name).append(": ").append(value).append("\r\n");
        }
    }
}
