package muster.scoreboard;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import muster.scoreboard.ServerSnapshot.Child;
import muster.scoreboard.ServerSnapshot.Connections;
import muster.scoreboard.ServerSnapshot.Cpu;
import muster.scoreboard.ServerSnapshot.Row;
import muster.scoreboard.ServerSnapshot.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ScoreboardTest {
    private static final int WORKERS = 3;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment memory = arena.allocate(MappedChildPage.size(WORKERS), 8);
    private final MappedChildPage page = new MappedChildPage(memory, WORKERS);
    private final PageReader reader = new PageReader(memory, WORKERS);

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void whatAWorkerWritesTheParentReads() {
        var row = page.row(1);
        row.connection("192.0.2.7");
        row.begin("192.0.2.7", "www.example.org:80", "GET /a%20b HTTP/1.1", "http/1.1", 1_700_000_000_000L);
        Row during = reader.rows().get(1);
        assertEquals(WorkerState.SENDING, during.state());
        assertEquals("192.0.2.7", during.client());
        assertEquals("www.example.org:80", during.host());
        assertEquals("GET /a%20b HTTP/1.1", during.request());
        assertEquals("http/1.1", during.protocol());
        assertEquals(1_700_000_000_000L, during.requestStartMillis());
        row.end(1234, 56);
        row.end(1, 1);
        row.connection("192.0.2.8");
        row.end(10, 2);
        Row after = reader.rows().get(1);
        assertEquals(2, after.lastMicros());
        assertEquals(new Work(1, 10, 2), after.connection());
        assertEquals(new Work(3, 1245, 59), after.whole());
        assertEquals(new Work(3, 1245, 59), reader.work());
        assertEquals(Work.NONE, reader.rows().get(0).whole());
    }

    @Test
    void statesConnectionsAndAcceptanceArrive() {
        assertEquals(WorkerState.STARTING, reader.rows().get(0).state());
        page.row(0).state(WorkerState.WAITING);
        page.row(2).state(WorkerState.WAITING);
        page.row(1).state(WorkerState.KEEP_ALIVE);
        assertEquals(2, reader.idle());
        page.accepting(true);
        page.connections(9, 1, 5, 2);
        assertTrue(reader.accepting());
        assertEquals(new Connections(9, 1, 5, 2), reader.connections());
        page.accepted();
        assertEquals(2, page.accepted());
        assertEquals(2, reader.accepted());
    }

    @Test
    void longTextsAreCutAtTheirEndOrAtTheirBeginning() {
        String line = "GET /" + "x".repeat(300) + "?tail HTTP/1.1";
        page.row(0).begin("c".repeat(100), "h".repeat(100), line, "p".repeat(100), 1);
        Row row = reader.rows().get(0);
        assertEquals(line.substring(0, 176), row.request());
        assertEquals("c".repeat(48), row.client());
        assertEquals("h".repeat(64), row.host());
        assertEquals("p".repeat(16), row.protocol());
        page.requestTail(true);
        page.row(0).begin("c", "h", line, "p", 1);
        assertTrue(reader.rows().get(0).request().endsWith("?tail HTTP/1.1"));
    }

    @Test
    void whateverAChildScribblesTheParentReadsNumbersInRange() {
        var random = new Random(1);
        var bytes = new byte[(int) memory.byteSize()];
        for (int round = 0; round < 500; round++) {
            random.nextBytes(bytes);
            if (round == 0) {
                java.util.Arrays.fill(bytes, (byte) 0xFF);
            } else if (round == 1) {
                java.util.Arrays.fill(bytes, (byte) 0x7F);
            }
            MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
            for (Row row : reader.rows()) {
                assertTrue(row.requestStartMillis() >= 0 && row.lastMicros() >= 0 && row.whole().bytes() >= 0);
                assertTrue(row.request().length() <= 176 && row.client().length() <= 48);
            }
            Work work = reader.work();
            assertTrue(work.accesses() >= 0 && work.bytes() >= 0 && work.micros() >= 0);
            assertTrue(reader.idle() >= 0 && reader.idle() <= WORKERS);
            assertTrue(reader.connections().total() >= 0 && reader.accepted() >= 0);
        }
    }

    @Test
    void aBoardShowsWhatWasWrittenLast() {
        var shared = arena.allocate(100_000, 8);
        var writer = new Board(shared);
        var board = new Board(shared.asReadOnly());
        assertNull(board.read());
        page.row(0).begin("192.0.2.7", "example.org", "GET / HTTP/1.1", "http/1.1", 5);
        var child = new Child(
                4, 4711, 2, true, false, true, 99, new Connections(1, 2, 3, 4), new Cpu(5, 6, 7, 8), reader.rows());
        var state = new ServerSnapshot(
                "event", true, 16, 64, 3, 2, 77, new Work(1, 2, 3), Cpu.NONE, new Cpu(1, 2, 3, 4), List.of(child, child));
        writer.write(state);
        assertEquals(state, board.read());
        var less = new ServerSnapshot("worker", false, 16, 64, 4, 3, 78, Work.NONE, Cpu.NONE, Cpu.NONE, List.of());
        writer.write(less);
        assertEquals(less, board.read());
    }

    @Test
    void childrenThatDoNotFitAreLeftOut() {
        var board = new Board(arena.allocate(4096, 8));
        var child = new Child(
                0, 1, 0, true, false, true, 1, new Connections(0, 0, 0, 0), Cpu.NONE, reader.rows());
        board.write(new ServerSnapshot(
                "event", true, 16, 64, 1, 0, 1, Work.NONE, Cpu.NONE, Cpu.NONE, java.util.Collections.nCopies(20, child)));
        ServerSnapshot seen = board.read();
        assertNotNull(seen);
        assertTrue(seen.children().size() > 3 && seen.children().size() < 20);
    }
}
