package muster.core.http1;

import java.nio.charset.StandardCharsets;
import muster.core.Request;
import muster.core.ServerSettings;
import muster.http.h1.HeadParser;
import muster.io.Stop;
import org.jspecify.annotations.Nullable;

/// Whether a connection stays open after a response, and what the response says about it (httpd's `ap_set_keepalive`).
final class KeepAlive {
    private final HeadParser head;
    private final Stop stop;
    private boolean refused;
    private boolean decided;
    private boolean kept;

    KeepAlive(HeadParser head, Stop stop) {
        this.head = head;
        this.stop = stop;
    }

    void reset() {
        refused = false;
        decided = false;
        kept = false;
    }

    /// This response ends the connection, whatever else speaks for keeping it.
    void refuse() {
        refused = true;
        kept = false;
    }

    /// Decides, once for a response, when its head is written.
    boolean decide(Request request) {
        if (!decided) {
            decided = true;
            kept = !refused && wanted(request);
        }
        return kept;
    }

    /// Whether the connection stays open now that the response is over.
    boolean kept() {
        return decided && kept;
    }

    private boolean wanted(Request request) {
        var settings = request.host().settings();
        int most = settings.get(ServerSettings.MAX_KEEP_ALIVE_REQUESTS);
        return head.keepAlive()
                && settings.get(ServerSettings.KEEP_ALIVE)
                && settings.get(ServerSettings.KEEP_ALIVE_TIMEOUT) > 0
                && (most == 0 || request.connection().keepAlives() < most)
                && !dropsConnection(request.response().status())
                && !request.response().closing()
                && !request.environment().has("nokeepalive")
                && !stop.requested();
    }

    /// Statuses after which the client's idea of where the next request begins can't be trusted (httpd's
    /// `ap_status_drops_connection`).
    private static boolean dropsConnection(int status) {
        return switch (status) {
            case 400, 408, 411, 413, 414, 500, 501, 503 -> true;
            default -> false;
        };
    }

    /// What a client that says `Connection: keep-alive`, as HTTP/1.0 ones must, waits to read; null for others.
    byte @Nullable [] announcement(Request request) {
        if (!head.saidKeepAlive()) {
            return null;
        }
        var settings = request.host().settings();
        int seconds = settings.get(ServerSettings.KEEP_ALIVE_TIMEOUT) / 1000;
        int most = settings.get(ServerSettings.MAX_KEEP_ALIVE_REQUESTS);
        int left = most - request.connection().keepAlives();
        String text = "Keep-Alive: timeout=" + seconds + (most > 0 ? ", max=" + left : "")
                + "\r\nConnection: Keep-Alive\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
