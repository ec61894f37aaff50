package muster.modules.generators.status;

import java.util.LinkedHashMap;
import java.util.Map;
import muster.core.Request;
import muster.core.Server;
import muster.core.ServerNames;
import muster.log.ThisThread;

/// Which page a query asks for, as httpd finds out: by words anywhere in the query.
public final class StatusPages {
    /// A page ready to be sent.
    /// @param type the media type with its charset
    /// @param headers further fields of the response
    /// @param text one byte a character
    public record Page(String type, Map<String, String> headers, String text) {}

    private static final String PLAIN = "text/plain; charset=ISO-8859-1";
    private static final String HTML = "text/html; charset=ISO-8859-1";
    private static final String JSON = "application/json";
    private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");
    /// The page brings its own style and script, and asks nobody but this server.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'";

    private final AutoPage auto = new AutoPage();
    private final HtmlPage html = new HtmlPage();
    private volatile String mpm = "";

    /// @param extended whether requests are shown
    public Page of(Request request, boolean extended) {
        String query = request.query() == null ? "" : request.query();
        if (query.contains("self")) {
            return self(request);
        }
        var figures = StatusFigures.of(request.server().scoreboard().look(), System.currentTimeMillis());
        var load = LoadAverage.now();
        String name = ServerNames.name(request);
        var fields = new LinkedHashMap<String, String>();
        int refresh = refresh(query);
        if (refresh > 0) {
            fields.put("Refresh", Integer.toString(refresh));
        }
        if (query.contains("auto")) {
            return new Page(PLAIN, fields, auto.page(figures, load, name, extended));
        }
        fields.putAll(FRESH);
        if (query.contains("json")) {
            return new Page(JSON, fields, JsonPage.page(figures, load, name, extended));
        }
        fields.put("Content-Security-Policy", POLICY);
        boolean tables = !query.contains("notable");
        return new Page(HTML, fields, html.page(figures, load, name, new HtmlPage.Choice(extended, tables, refresh)));
    }

    /// Who answers: process, thread, generation.
    public Page self(Request request) {
        Thread thread = Thread.currentThread();
        var server = request.server();
        var json = new Json().object();
        json.field("pid", ThisThread.pid()).field("thread", ThisThread.id());
        json.field("threadName", thread.getName()).field("virtual", thread.isVirtual());
        json.field("worker", request.workerRow()).field("generation", server.generation());
        json.field("connection", request.connection().id());
        json.field("requestsBefore", request.connection().keepAlives());
        json.field("mpm", mpm(server));
        json.field("protocol", request.protocolText()).field("now", System.currentTimeMillis()).end();
        return new Page(JSON, FRESH, json.toString());
    }

    /// The MPM of this process, which never changes: asked once.
    private String mpm(Server server) {
        if (mpm.isEmpty()) {
            mpm = server.scoreboard().look().mpm();
        }
        return mpm;
    }

    /// `refresh=N` in seconds, 1 for `refresh` alone, 0 for none.
    static int refresh(String query) {
        int at = query.indexOf("refresh");
        if (at < 0) {
            return 0;
        }
        int seconds = 0;
        int digit = at + "refresh".length();
        if (digit < query.length() && query.charAt(digit) == '=') {
            for (digit++; digit < query.length() && Character.isDigit(query.charAt(digit)) && seconds < 100_000; digit++) {
                seconds = seconds * 10 + query.charAt(digit) - '0';
            }
        }
        return Math.max(1, seconds);
    }
}
