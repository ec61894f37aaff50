package muster.scoreboard;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/// A child's page in memory that it shares with the parent. Writes are plain stores: they are visible at the latest with the
/// writer's next system call.
public final class MappedChildPage implements ChildPage {
    private final ByteBuffer page;
    private final MappedRow[] rows;
    private final AtomicLong accepted = new AtomicLong();

    /// @param memory at least [#size] bytes, writable
    public MappedChildPage(MemorySegment memory, int workers) {
        page = memory.asSlice(0, size(workers)).asByteBuffer().order(ByteOrder.nativeOrder());
        rows = new MappedRow[workers];
        for (int i = 0; i < workers; i++) {
            rows[i] = new MappedRow(i, page);
        }
    }

    /// Whether long request lines keep their ends, not their beginnings (SeeRequestTail).
    public void requestTail(boolean wanted) {
        for (MappedRow row : rows) {
            row.requestTail(wanted);
        }
    }

    /// Bytes that a child with this many workers needs.
    public static long size(int workers) {
        return PageLayout.size(workers);
    }

    @Override
    public WorkerRow row(int number) {
        return rows[number];
    }

    @Override
    public void connections(int total, int writing, int keepAlive, int closing) {
        page.putLong(PageLayout.TOTAL, total);
        page.putLong(PageLayout.WRITING, writing);
        page.putLong(PageLayout.KEEP_ALIVE, keepAlive);
        page.putLong(PageLayout.CLOSING, closing);
    }

    @Override
    public void accepting(boolean now) {
        page.putLong(PageLayout.ACCEPTING, now ? 1 : 0);
    }

    /// Counts a connection, from any thread, and returns how many there were so far.
    public long accepted() {
        long count = accepted.incrementAndGet();
        page.putLong(PageLayout.ACCEPTED, count);
        return count;
    }
}
