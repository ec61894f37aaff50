package muster.scoreboard;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.scoreboard.ServerSnapshot.Connections;
import muster.scoreboard.ServerSnapshot.Row;
import muster.scoreboard.ServerSnapshot.Work;

/// The parent's view of a child's page: untrusted input. Whatever a child, or an attacker in it, has written there, what comes out is
/// in range; nothing read here is ever an index, a size or a process number.
public final class PageReader {
    /// No counter of a server reaches it (bytes: four petabytes a worker), and sums of many still fit.
    private static final long MOST = 1L << 52;

    private static final WorkerState[] STATES = WorkerState.values();

    private final ByteBuffer page;
    private final int workers;
    private final byte[] texts = new byte[PageLayout.TEXTS_MOST];

    /// @param memory the child's page
    /// @param workers how many rows the parent gave it
    public PageReader(MemorySegment memory, int workers) {
        this.page = memory.asSlice(0, PageLayout.size(workers)).asByteBuffer().order(ByteOrder.nativeOrder());
        this.workers = workers;
    }

    public int workers() {
        return workers;
    }

    public boolean accepting() {
        return page.getLong(PageLayout.ACCEPTING) != 0;
    }

    /// Connections accepted so far.
    public long accepted() {
        return number(PageLayout.ACCEPTED);
    }

    public Connections connections() {
        return new Connections(
                (int) Math.min(number(PageLayout.TOTAL), Integer.MAX_VALUE),
                (int) Math.min(number(PageLayout.WRITING), Integer.MAX_VALUE),
                (int) Math.min(number(PageLayout.KEEP_ALIVE), Integer.MAX_VALUE),
                (int) Math.min(number(PageLayout.CLOSING), Integer.MAX_VALUE));
    }

    /// How many workers could take a connection now, or in a moment: a thread that is being started counts.
    public int idle() {
        int idle = 0;
        for (int i = 0; i < workers; i++) {
            WorkerState state = state(row(i));
            idle += state == WorkerState.WAITING || state == WorkerState.STARTING ? 1 : 0;
        }
        return idle;
    }

    /// What the child has done since it started.
    public Work work() {
        Work sum = Work.NONE;
        for (int i = 0; i < workers; i++) {
            sum = sum.plus(work(row(i) + PageLayout.OF_CHILD));
            sum = new Work(Math.min(sum.accesses(), MOST), Math.min(sum.bytes(), MOST), Math.min(sum.micros(), MOST));
        }
        return sum;
    }

    /// All rows, copied.
    public List<Row> rows() {
        var rows = new ArrayList<Row>(workers);
        for (int i = 0; i < workers; i++) {
            rows.add(copy(row(i)));
        }
        return rows;
    }

    private static int row(int number) {
        return PageLayout.HEAD + number * PageLayout.ROW;
    }

    private Row copy(int at) {
        int lengths = (int) page.getLong(at + PageLayout.LENGTHS);
        int client = Math.min(lengths & 0xFF, PageLayout.CLIENT_MOST);
        int host = Math.min(lengths >> 8 & 0xFF, PageLayout.HOST_MOST);
        int request = Math.min(lengths >> 16 & 0xFF, PageLayout.REQUEST_MOST);
        int protocol = Math.min(lengths >>> 24, PageLayout.PROTOCOL_MOST);
        page.get(at + PageLayout.TEXTS, texts, 0, client + host + request + protocol);
        return new Row(
                state(at),
                number(at + PageLayout.START),
                number(at + PageLayout.LAST),
                work(at + PageLayout.OF_CONNECTION),
                work(at + PageLayout.OF_CHILD),
                text(0, client),
                text(client, host),
                text(client + host, request),
                text(client + host + request, protocol));
    }

    private WorkerState state(int at) {
        long state = page.getLong(at);
        return state >= 0 && state < STATES.length ? STATES[(int) state] : WorkerState.OPEN;
    }

    private Work work(int at) {
        return new Work(number(at), number(at + 8), number(at + 16));
    }

    private long number(int at) {
        return Math.clamp(page.getLong(at), 0, MOST);
    }

    private String text(int from, int length) {
        return length == 0 ? "" : new String(texts, from, length, StandardCharsets.ISO_8859_1);
    }
}
