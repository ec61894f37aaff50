package muster.modules.generators.status;

import java.nio.charset.StandardCharsets;
import muster.core.Product;
import muster.log.LineBuffer;
import muster.log.TimeStamp;
import muster.scoreboard.ServerSnapshot.Cpu;
import muster.scoreboard.ServerSnapshot.Work;

/// `?auto`: a line a figure, with the names, the order and the number formats of httpd 2.4.71, which munin, collectd and
/// prometheus-apache-exporter read.
final class AutoPage {
    private static final double MICROS = 1e6;

    private final TimeStamp time = new TimeStamp("%A, %d-%b-%Y %H:%M:%S %Z");

    /// @param serverName under which the server was asked
    /// @param extended whether totals are shown (ExtendedStatus)
    String page(StatusFigures figures, LoadAverage load, String serverName, boolean extended) {
        var text = new StringBuilder(1024);
        var server = figures.server();
        text.append(serverName).append('\n');
        line(text, "ServerVersion", Product.DESCRIPTION);
        line(text, "ServerMPM", server.mpm());
        line(text, "Server Built", Product.built());
        line(text, "CurrentTime", time(figures.nowMillis()));
        line(text, "RestartTime", time(server.startMillis()));
        line(text, "ParentServerConfigGeneration", server.configGeneration());
        line(text, "ParentServerMPMGeneration", server.mpmGeneration());
        line(text, "ServerUptimeSeconds", figures.uptime());
        text.append("ServerUptime:").append(Numbers.span(figures.uptime())).append('\n');
        line(text, "Load1", Numbers.hundredths(load.one()));
        line(text, "Load5", Numbers.hundredths(load.five()));
        line(text, "Load15", Numbers.hundredths(load.fifteen()));
        if (extended) {
            totals(text, figures);
        }
        line(text, "BusyWorkers", figures.busy());
        line(text, "GracefulWorkers", figures.graceful());
        line(text, "IdleWorkers", figures.idle());
        if (server.async()) {
            line(text, "Processes", server.children().size());
            line(text, "Stopping", figures.stopping());
            line(text, "ConnsTotal", figures.connections().total());
            // Only connections that wait for a backend, which hold a worker here.
            line(text, "ConnsAsyncWaitIO", 0);
            line(text, "ConnsAsyncWriting", figures.connections().writing());
            line(text, "ConnsAsyncKeepAlive", figures.connections().keepAlive());
            line(text, "ConnsAsyncClosing", figures.connections().closing());
        }
        line(text, "Scoreboard", figures.scoreboard());
        return text.toString();
    }

    private static void totals(StringBuilder text, StatusFigures figures) {
        Work work = figures.work();
        Cpu cpu = figures.cpu();
        long uptime = figures.uptime();
        long kilobytes = work.bytes() >> 10;
        long millis = work.micros() / 1000;
        line(text, "Total Accesses", work.accesses());
        line(text, "Total kBytes", kilobytes);
        line(text, "Total Duration", millis);
        line(text, "CPUUser", Numbers.general(ticks(cpu.user())));
        line(text, "CPUSystem", Numbers.general(ticks(cpu.system())));
        line(text, "CPUChildrenUser", Numbers.general(ticks(cpu.childrenUser())));
        line(text, "CPUChildrenSystem", Numbers.general(ticks(cpu.childrenSystem())));
        if (cpu.total() > 0 && uptime > 0) {
            line(text, "CPULoad", Numbers.general(ticks(cpu.total()) / uptime * 100));
        }
        line(text, "Uptime", uptime);
        if (uptime > 0) {
            line(text, "ReqPerSec", Numbers.general((double) work.accesses() / uptime));
            line(text, "BytesPerSec", Numbers.general(1024.0 * kilobytes / uptime));
        }
        if (work.accesses() > 0) {
            line(text, "BytesPerReq", Numbers.general(1024.0 * kilobytes / work.accesses()));
            line(text, "DurationPerReq", Numbers.general((double) millis / work.accesses()));
        }
    }

    /// Seconds, to the hundredth that the kernel counts in.
    private static double ticks(long micros) {
        return Math.round(micros / MICROS * 100) / 100.0;
    }

    String time(long millis) {
        var text = new LineBuffer(64);
        time.append(Math.floorDiv(millis, 1000), text);
        return new String(text.array(), 0, text.size(), StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
