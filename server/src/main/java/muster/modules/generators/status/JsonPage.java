package muster.modules.generators.status;

import muster.core.Product;
import muster.scoreboard.ServerSnapshot.Child;
import muster.scoreboard.ServerSnapshot.Connections;
import muster.scoreboard.ServerSnapshot.Row;

/// `?json`: everything the page shows, for programs. Times are milliseconds since the epoch.
final class JsonPage {
    private JsonPage() {}

    /// @param requests whether to tell what each worker works on (ExtendedStatus)
    static String page(StatusFigures figures, LoadAverage load, String serverName, boolean requests) {
        var server = figures.server();
        var json = new Json();
        json.object();
        json.name("server").object();
        json.field("name", serverName).field("version", Product.DESCRIPTION).field("mpm", server.mpm());
        json.field("async", server.async()).field("configGeneration", server.configGeneration());
        json.field("mpmGeneration", server.mpmGeneration()).field("now", figures.nowMillis());
        json.field("started", server.startMillis()).field("uptimeSeconds", figures.uptime());
        json.end();
        json.name("load").array().value(load.one()).value(load.five()).value(load.fifteen()).endArray();
        json.name("total").object();
        json.field("accesses", figures.work().accesses()).field("bytes", figures.work().bytes());
        json.field("durationMicros", figures.work().micros()).end();
        json.name("cpuMicros").object();
        json.field("user", figures.cpu().user()).field("system", figures.cpu().system());
        json.field("childrenUser", figures.cpu().childrenUser());
        json.field("childrenSystem", figures.cpu().childrenSystem()).end();
        json.name("workers").object();
        json.field("busy", figures.busy()).field("graceful", figures.graceful()).field("idle", figures.idle()).end();
        json.name("connections");
        connections(json, figures.connections());
        json.field("scoreboard", figures.scoreboard());
        json.name("processes").array();
        server.children().forEach(child -> process(json, child));
        json.endArray();
        json.name("requests").array();
        if (requests) {
            figures.workers().forEach(worker -> request(json, figures, worker));
        }
        json.endArray();
        json.end();
        return json.toString();
    }

    private static void connections(Json json, Connections connections) {
        json.object().field("total", connections.total()).field("writing", connections.writing());
        json.field("keepAlive", connections.keepAlive()).field("closing", connections.closing()).end();
    }

    private static void process(Json json, Child child) {
        json.object().field("slot", child.slot()).field("pid", child.pid()).field("generation", child.generation());
        json.field("ready", child.ready()).field("stopping", child.stopping()).field("accepting", child.accepting());
        json.field("started", child.startMillis()).name("connections");
        connections(json, child.connections());
        json.end();
    }

    private static void request(Json json, StatusFigures figures, StatusFigures.Worker worker) {
        Row row = worker.row();
        json.object().field("pid", worker.child().pid()).field("worker", worker.number());
        json.field("state", String.valueOf(StatusFigures.symbol(worker.child(), row)));
        json.field("client", row.client()).field("host", row.host()).field("request", row.request());
        json.field("protocol", row.protocol()).field("seconds", figures.seconds(row));
        json.field("lastMicros", row.lastMicros()).field("accesses", row.whole().accesses());
        json.field("bytes", row.whole().bytes()).end();
    }
}
