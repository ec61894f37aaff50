package muster.parent;

import java.util.List;
import muster.posix.ExitStatus.Exited;
import muster.posix.ExitStatus.Killed;
import muster.scoreboard.ServerSnapshot.Row;
import muster.scoreboard.ServerSnapshot.Work;
import muster.scoreboard.WorkerState;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EndReportTest {
    private static final long NOW = 1_700_000_010_000L;

    @Test
    void aSignalIsReportedWithHttpdsNumbersAndWords() {
        assertEquals(52, EndReport.number(new Killed(9, false)));
        assertEquals("child pid 7 exit signal Killed (9)", EndReport.text(7, new Killed(9, false), List.of(), NOW, "/srv"));
        assertEquals(51, EndReport.number(new Killed(11, true)));
        assertEquals(
                "child pid 7 exit signal Segmentation fault (11), possible coredump in /srv",
                EndReport.text(7, new Killed(11, true), List.of(), NOW, "/srv"));
    }

    @Test
    void anExitCodeIsExplained() {
        assertEquals(
                "child pid 7 exit status 3 (out of memory)", EndReport.text(7, new Exited(3), List.of(), NOW, "/srv"));
        assertEquals("child pid 7 exit status 99", EndReport.text(7, new Exited(99), List.of(), NOW, "/srv"));
    }

    @Test
    void theRequestsItWasServingAreNamedWithTheirAge() {
        var rows = List.of(
                row(WorkerState.WAITING, "GET /done HTTP/1.1"),
                row(WorkerState.SENDING, "GET /slow HTTP/1.1"),
                row(WorkerState.SENDING, "GET /\"\r\n[forged] HTTP/1.1"));
        assertEquals(
                "; it was serving \"GET /slow HTTP/1.1\" of www.example.org:80 for 192.0.2.7 since 2.5 s, "
                        + "\"GET /???[forged] HTTP/1.1\" of www.example.org:80 for 192.0.2.7 since 2.5 s",
                EndReport.serving(rows, NOW));
    }

    @Test
    void manyRequestsAreCounted() {
        var rows = java.util.Collections.nCopies(20, row(WorkerState.SENDING, "GET / HTTP/1.1"));
        assertTrue(EndReport.serving(rows, NOW).endsWith(" and 12 more"));
    }

    private static Row row(WorkerState state, String request) {
        return new Row(state, NOW - 2_567, 0, Work.NONE, Work.NONE, "192.0.2.7", "www.example.org:80", request, "http/1.1");
    }
}
