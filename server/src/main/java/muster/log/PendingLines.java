package muster.log;

import java.util.Arrays;
import muster.posix.NativeWriter;
import org.jspecify.annotations.Nullable;

/// One thread's log lines that are not written yet, a buffer a log. The virtual threads of a process share one: they take turns on
/// a single carrier and none is unmounted while it makes a line.
public final class PendingLines {
    /// A buffer that holds more is written at once.
    private static final int ENOUGH = 7 * 1024;
    /// Room for [#ENOUGH] and a long line: what one write takes.
    private static final int CAPACITY = 8 * 1024;
    /// A buffer grows from this, so that the threads of a quiet server hold little.
    private static final int INITIAL = 512;

    private final LogFiles files;
    private @Nullable LineBuffer[] buffers = new LineBuffer[4];
    private @Nullable NativeWriter writer;
    /// Indexes of the logs whose buffers hold lines.
    private int[] waiting = new int[4];
    private int waitingCount;

    PendingLines(LogFiles files) {
        this.files = files;
    }

    /// The buffer to append a line to; [#lineDone] follows.
    public LineBuffer line(int log) {
        LineBuffer buffer = log < buffers.length ? buffers[log] : null;
        return buffer == null ? first(log) : buffer;
    }

    /// A line is complete.
    /// @param sizeBefore what the buffer held before it
    public void lineDone(int log, LineBuffer buffer, int sizeBefore) {
        if (sizeBefore == 0) {
            if (waitingCount == waiting.length) {
                waiting = Arrays.copyOf(waiting, waitingCount * 2);
            }
            waiting[waitingCount++] = log;
        }
        if (buffer.size() > ENOUGH) {
            flush(log);
        }
    }

    /// Writes one log's lines now.
    public void flush(int log) {
        LineBuffer buffer = line(log);
        files.output(log).write(buffer, writer());
        if (buffer.isEmpty()) {
            forget(log);
        }
    }

    /// Writes everything. What a full pipe doesn't take stays.
    public void flush() {
        int kept = 0;
        for (int i = 0; i < waitingCount; i++) {
            int log = waiting[i];
            LineBuffer buffer = line(log);
            files.output(log).write(buffer, writer());
            if (!buffer.isEmpty()) {
                waiting[kept++] = log;
            }
        }
        waitingCount = kept;
    }

    private NativeWriter writer() {
        NativeWriter mine = writer;
        if (mine == null) {
            mine = new NativeWriter(CAPACITY);
            writer = mine;
        }
        return mine;
    }

    private void forget(int log) {
        int kept = 0;
        for (int i = 0; i < waitingCount; i++) {
            if (waiting[i] != log) {
                waiting[kept++] = waiting[i];
            }
        }
        waitingCount = kept;
    }

    private LineBuffer first(int log) {
        if (log >= buffers.length) {
            buffers = Arrays.copyOf(buffers, Math.max(log + 1, buffers.length * 2));
        }
        var buffer = new LineBuffer(INITIAL);
        buffers[log] = buffer;
        return buffer;
    }
}
