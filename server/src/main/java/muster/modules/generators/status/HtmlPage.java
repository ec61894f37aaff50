package muster.modules.generators.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import muster.core.Product;
import muster.http.UriEscape;
import muster.scoreboard.ServerSnapshot.Child;
import muster.scoreboard.ServerSnapshot.Row;

/// The page for people. It is complete without its script, which only fetches it anew and puts the new figures in the place
/// of the old.
final class HtmlPage {
    /// What the reader chose.
    /// @param extended whether requests are shown (ExtendedStatus)
    /// @param tables whether as a table; otherwise as lines (`?notable`)
    /// @param refresh seconds between two looks, 0 if nothing was said
    record Choice(boolean extended, boolean tables, int refresh) {}

    private static final int USUAL_REFRESH = 2;

    private final String style = resource("status.css");
    private final String script = resource("status.js");
    private final AutoPage auto = new AutoPage();

    String page(StatusFigures figures, LoadAverage load, String serverName, Choice choice) {
        var html = new StringBuilder(16_384);
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"iso-8859-1\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.append("<meta name=\"color-scheme\" content=\"light dark\">");
        html.append("<title>Server Status of ").append(text(serverName)).append("</title>\n");
        html.append("<!-- Apache Server Status for ").append(text(serverName)); // what programs look for
        html.append(" -->\n<style>\n").append(style);
        html.append("</style></head>\n<body data-refresh=\"");
        html.append(choice.refresh() == 0 ? USUAL_REFRESH : choice.refresh()).append("\">\n");
        head(html, figures, serverName);
        html.append("<main id=\"live\">\n");
        cards(html, figures, load, choice.extended());
        scoreboard(html, figures);
        processes(html, figures);
        if (choice.extended()) {
            requests(html, figures, choice.tables());
        }
        html.append("</main>\n<footer>For programs: <a href=\"?auto\">?auto</a> &middot; <a href=\"?json\">?json</a>. ");
        html.append("Without script: <a href=\"?refresh=5\">?refresh=5</a>.</footer>\n<script>\n").append(script);
        return html.append("</script>\n</body></html>\n").toString();
    }

    private void head(StringBuilder html, StatusFigures figures, String serverName) {
        var server = figures.server();
        html.append("<header><h1>").append(text(serverName)).append("</h1><p>").append(Product.DESCRIPTION);
        html.append(" &middot; MPM <b>").append(text(server.mpm())).append("</b></p>");
        html.append("<button id=\"pause\" type=\"button\" hidden aria-pressed=\"false\">Pause</button></header>\n");
    }

    private void cards(StringBuilder html, StatusFigures figures, LoadAverage load, boolean extended) {
        var server = figures.server();
        long uptime = figures.uptime();
        html.append("<section class=\"cards\" aria-label=\"Figures\">");
        card(html, "Busy workers", String.valueOf(figures.busy()), figures.idle() + " idle");
        if (server.async()) {
            var connections = figures.connections();
            card(html, "Connections", grouped(connections.total()),
                    grouped(connections.keepAlive()) + " idle, " + grouped(connections.writing()) + " writing, "
                            + grouped(connections.closing()) + " closing");
        }
        if (extended) {
            long accesses = figures.work().accesses();
            card(html, "Requests", grouped(accesses),
                    uptime == 0 ? "" : Numbers.general((double) accesses / uptime) + " per second");
            card(html, "Sent", bytes(figures.work().bytes()),
                    accesses == 0 ? "" : bytes(figures.work().bytes() / accesses) + " a request");
            card(html, "Time a request", accesses == 0 ? "&ndash;" : micros(figures.work().micros() / accesses), "on average");
            card(html, "Processor", micros(figures.cpu().total()),
                    uptime == 0 ? "" : Numbers.general(Math.round(figures.cpu().total() / 1e3 / uptime) / 10.0) + " %");
        }
        card(html, "Uptime", uptime(uptime),
                "generation " + server.mpmGeneration() + ", since " + text(auto.time(server.startMillis())));
        if (load.one() >= 0) {
            card(html, "Load", Numbers.hundredths(load.one()),
                    Numbers.hundredths(load.five()) + ", " + Numbers.hundredths(load.fifteen()));
        }
        html.append("</section>\n");
    }

    private static void card(StringBuilder html, String title, String value, String more) {
        html.append("<div><h2>").append(title).append("</h2><strong>").append(value).append("</strong><small>");
        html.append(more).append("</small></div>");
    }

    private static void scoreboard(StringBuilder html, StatusFigures figures) {
        html.append("<section><h2>Workers</h2><div class=\"board\">");
        for (Child child : figures.server().children()) {
            html.append("<div class=\"child\"><span>").append(child.pid()).append("</span><p>");
            for (Row row : child.workers()) {
                char symbol = StatusFigures.symbol(child, row);
                html.append("<i class=\"").append(kind(symbol)).append("\" title=\"").append(meaning(symbol));
                html.append("\">").append(symbol).append("</i>");
            }
            html.append("</p></div>");
        }
        html.append("</div><p class=\"key\">");
        for (char symbol : "_RWKLCGS.".toCharArray()) {
            html.append("<span><i class=\"").append(kind(symbol)).append("\">").append(symbol).append("</i> ");
            html.append(meaning(symbol)).append("</span> ");
        }
        html.append("</p></section>\n");
    }

    private static void processes(StringBuilder html, StatusFigures figures) {
        boolean async = figures.server().async();
        html.append("<section><h2>Processes</h2><div class=\"wide\"><table><thead><tr><th>Slot<th>PID<th>Generation<th>State");
        html.append("<th>Age<th>Busy<th>Idle").append(async ? "<th>Connections<th>Keep-alive" : "");
        html.append("<th>Processor<th>Requests</thead><tbody>\n");
        for (Child child : figures.server().children()) {
            int busy = 0;
            int idle = 0;
            long accesses = 0;
            for (Row row : child.workers()) {
                char symbol = StatusFigures.symbol(child, row);
                idle += symbol == '_' ? 1 : 0;
                busy += "._SI".indexOf(symbol) < 0 ? 1 : 0;
                accesses += row.whole().accesses();
            }
            html.append("<tr><td>").append(child.slot()).append("<td>").append(child.pid());
            html.append("<td>").append(child.generation()).append("<td>").append(state(child));
            html.append("<td>").append(uptime((figures.nowMillis() - child.startMillis()) / 1000));
            html.append("<td>").append(busy).append("<td>").append(idle);
            if (async) {
                html.append("<td>").append(grouped(child.connections().total()));
                html.append("<td>").append(grouped(child.connections().keepAlive()));
            }
            html.append("<td>").append(micros(child.cpu().total())).append("<td>").append(grouped(accesses)).append('\n');
        }
        html.append("</tbody></table></div></section>\n");
    }

    private static void requests(StringBuilder html, StatusFigures figures, boolean table) {
        html.append("<section><h2>Requests</h2>");
        if (table) {
            html.append("<div class=\"wide\"><table class=\"requests\"><thead><tr><th>PID<th>Worker<th>State<th>For<th>Last took");
            html.append("<th>Requests<th>Sent<th>Client<th>Host<th>Request</thead><tbody>\n");
        }
        for (StatusFigures.Worker worker : figures.workers()) {
            Row row = worker.row();
            char symbol = StatusFigures.symbol(worker.child(), row);
            String cell = table ? "<td>" : " &middot; ";
            html.append(table ? "<tr><td>" : "<p class=\"line\">").append(worker.child().pid());
            html.append(cell).append(worker.number());
            html.append(cell).append("<i class=\"").append(kind(symbol)).append("\" title=\"").append(meaning(symbol));
            html.append("\">").append(symbol).append("</i>");
            html.append(cell).append(StatusFigures.working(row.state()) ? uptime(figures.seconds(row)) : "");
            html.append(cell).append(micros(row.lastMicros()));
            html.append(cell).append(grouped(row.whole().accesses())).append(cell).append(bytes(row.whole().bytes()));
            html.append(cell).append(text(row.client())).append(cell).append(text(row.host()));
            html.append(cell).append("<code>").append(text(row.request())).append("</code>");
            html.append(table ? "\n" : "</p>\n");
        }
        html.append(table ? "</tbody></table></div></section>\n" : "</section>\n");
    }

    private static String state(Child child) {
        if (child.stopping()) {
            return "finishing";
        }
        return child.ready() ? "serving" : "starting";
    }

    private static String kind(char symbol) {
        return switch (symbol) {
            case '.' -> "none";
            case '_' -> "idle";
            case 'K' -> "keep";
            case 'G', 'C', 'I' -> "end";
            case 'S' -> "start";
            default -> "busy";
        };
    }

    private static String meaning(char symbol) {
        return switch (symbol) {
            case '_' -> "idle";
            case 'S' -> "starting";
            case 'R' -> "reading the request";
            case 'W' -> "answering";
            case 'K' -> "keeping the connection";
            case 'D' -> "looking up a name";
            case 'C' -> "closing";
            case 'L' -> "logging";
            case 'G' -> "finishing";
            case 'I' -> "ending, idle";
            default -> "free";
        };
    }

    private static String text(String text) {
        return UriEscape.html(text, true);
    }

    private static String grouped(long number) {
        String digits = Long.toString(number);
        var text = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            text.insert(at, "&thinsp;");
        }
        return text.toString();
    }

    private static String bytes(long count) {
        if (count < 1024) {
            return count + " B";
        }
        int unit = (63 - Long.numberOfLeadingZeros(count)) / 10;
        double value = count / (double) (1L << 10 * unit);
        return Numbers.general(Math.round(value * 10) / 10.0) + " " + "KMGTPE".charAt(unit - 1) + "B";
    }

    private static String micros(long micros) {
        if (micros < 1000) {
            return micros + " &micro;s";
        }
        return micros < 1_000_000
                ? Numbers.general(Math.round(micros / 100.0) / 10.0) + " ms"
                : Numbers.general(Math.round(micros / 10_000.0) / 100.0) + " s";
    }

    /// The two largest units: `3d 4h`.
    private static String uptime(long seconds) {
        if (seconds < 60) {
            return Math.max(0, seconds) + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m " + seconds % 60 + "s";
        }
        return seconds < 86_400
                ? seconds / 3600 + "h " + seconds / 60 % 60 + "m"
                : seconds / 86_400 + "d " + seconds / 3600 % 24 + "h";
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
