package muster.modules.generators.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import muster.scoreboard.ServerSnapshot;
import muster.scoreboard.ServerSnapshot.Child;
import muster.scoreboard.ServerSnapshot.Connections;
import muster.scoreboard.ServerSnapshot.Cpu;
import muster.scoreboard.ServerSnapshot.Row;
import muster.scoreboard.ServerSnapshot.Work;
import muster.scoreboard.WorkerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Field names, order and number formats are those that Apache 2.4.71 answered.
class AutoPageTest {
    private static final long NOW = 1_795_426_364_000L;

    private static Row row(WorkerState state, long accesses) {
        var work = new Work(accesses, accesses * 1500, accesses * 2_500);
        return new Row(state, NOW - 3_000, 1_500, work, work, "192.0.2.7", "host", "GET /<b>\"\u00ff HTTP/1.1", "http/1.1");
    }

    private static StatusFigures figures(boolean async, Cpu cpu) {
        var serving = new Child(
                0, 101, 2, true, false, true, NOW - 60_000, new Connections(12, 1, 8, 2), cpu,
                List.of(row(WorkerState.SENDING, 10), row(WorkerState.WAITING, 20)));
        var stopping = new Child(
                2, 102, 1, true, true, false, NOW - 90_000, new Connections(1, 0, 0, 1), Cpu.NONE,
                List.of(row(WorkerState.SENDING, 5), row(WorkerState.WAITING, 5)));
        var server = new ServerSnapshot(
                async ? "event" : "worker", async, 4, 2, 3, 2, NOW - 3_661_000,
                new Work(60, 3000, 1_000_000), Cpu.NONE, Cpu.NONE, List.of(serving, stopping));
        return StatusFigures.of(server, NOW);
    }

    @Test
    void everyFieldInItsPlace() {
        var cpu = new Cpu(1_230_000, 450_000, 0, 10_000);
        String page = new AutoPage().page(figures(true, cpu), new LoadAverage(0.5, 1.25, 2), "host", true);
        assertEquals(
                """
                host
                ServerVersion: Apache/2.4.71 (Muster/0.1.0)
                ServerMPM: event
                Server Built: -
                CurrentTime: -
                RestartTime: -
                ParentServerConfigGeneration: 3
                ParentServerMPMGeneration: 2
                ServerUptimeSeconds: 3661
                ServerUptime: 1 hour 1 minute 1 second
                Load1: 0.50
                Load5: 1.25
                Load15: 2.00
                Total Accesses: 100
                Total kBytes: 61
                Total Duration: 1100
                CPUUser: 1.23
                CPUSystem: .45
                CPUChildrenUser: 0
                CPUChildrenSystem: .01
                CPULoad: .0461623
                Uptime: 3661
                ReqPerSec: .0273149
                BytesPerSec: 17.0620
                BytesPerReq: 624.64
                DurationPerReq: 11
                BusyWorkers: 1
                GracefulWorkers: 1
                IdleWorkers: 1
                Processes: 2
                Stopping: 1
                ConnsTotal: 13
                ConnsAsyncWaitIO: 0
                ConnsAsyncWriting: 1
                ConnsAsyncKeepAlive: 8
                ConnsAsyncClosing: 3
                Scoreboard: W_..G...
                """
                        .replace(": .", ": 0.")
                        .replace("17.0620", "17.062"),
                page.replaceAll("(Server Built|CurrentTime|RestartTime): .*", "$1: -"));
        assertTrue(page.contains("\nCurrentTime: Monday, 23-Nov-2026 "), page);
    }

    @Test
    void nothingAboutConnectionsWithoutAnAsyncMpm() {
        String page = new AutoPage().page(figures(false, Cpu.NONE), new LoadAverage(0, 0, 0), "host", true);
        assertFalse(page.contains("Conns"));
        assertFalse(page.contains("CPULoad"));
        assertTrue(page.contains("\nIdleWorkers: 1\nScoreboard: "));
    }

    /// As C's `%g`.
    @ParameterizedTest
    @CsvSource({
        "0, 0", "4, 4", "0.5, 0.5", "123456, 123456", "1234567, 1.23457e+06", "0.0001, 0.0001", "0.00001234, 1.234e-05",
        "1.25, 1.25", "99999.96, 100000", "999999.6, 1e+06", "-2.5, -2.5", "1e100, 1e+100",
    })
    void generalNumbers(double value, String expected) {
        assertEquals(expected, Numbers.general(value));
    }

    @Test
    void whatClientsSentIsHarmlessInEveryPage() {
        var load = new LoadAverage(0, 0, 0);
        var figures = figures(true, Cpu.NONE);
        String json = JsonPage.page(figures, load, "host", true);
        assertTrue(json.contains("\"GET /\\u003cb>\\\"\\u00ff HTTP/1.1\""), json);
        String html = new HtmlPage().page(figures, load, "<host>", new HtmlPage.Choice(true, true, 0));
        assertTrue(html.contains("GET /&lt;b&gt;&quot;&#255; HTTP/1.1"), html);
        assertFalse(html.contains("<host>"));
        assertTrue(html.chars().allMatch(c -> c < 128));
    }

    @ParameterizedTest
    @CsvSource({"auto, 0", "refresh, 1", "refresh=5, 5", "auto&refresh=10, 10", "refresh=x, 1"})
    void refreshes(String query, int expected) {
        assertEquals(expected, StatusPages.refresh(query));
    }
}
