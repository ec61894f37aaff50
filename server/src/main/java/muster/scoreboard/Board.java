package muster.scoreboard;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.scoreboard.ServerSnapshot.Child;
import muster.scoreboard.ServerSnapshot.Connections;
import muster.scoreboard.ServerSnapshot.Cpu;
import muster.scoreboard.ServerSnapshot.Row;
import muster.scoreboard.ServerSnapshot.Work;
import org.jspecify.annotations.Nullable;

/// The whole scoreboard as every child may read it: the parent's checked copy of all pages, in memory that only the parent can
/// write. A sequence number, odd while the parent writes, tells a reader whether it saw one state.
public final class Board {
    /// Room for a hundred thousand workers. Memory is used only as far as it is written.
    public static final long SIZE = 64L << 20;

    private static final int SEQUENCE = 0;
    private static final int START = 8;
    /// What a child may take: its numbers, and 304 bytes of text a worker, are far below this.
    private static final int CHILD_HEAD_MOST = 256;
    private static final int ROW_MOST = 512;

    private static final WorkerState[] STATES = WorkerState.values();

    private final ByteBuffer memory;

    /// @param memory SIZE bytes, read-only in a child
    public Board(MemorySegment memory) {
        this.memory = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /// Counts the states written so far; odd while one is being written.
    public long sequence() {
        return memory.getLong(SEQUENCE);
    }

    /// Shows a new state. Children that don't fit are left out.
    public void write(ServerSnapshot state) {
        memory.putLong(SEQUENCE, sequence() + 1);
        VarHandle.storeStoreFence();
        memory.position(START);
        text(state.mpm());
        flag(state.async());
        memory.putInt(state.serverLimit()).putInt(state.threadLimit());
        memory.putInt(state.configGeneration()).putInt(state.mpmGeneration()).putLong(state.startMillis());
        work(state.gone());
        cpu(state.goneCpu());
        cpu(state.parentCpu());
        int countAt = memory.position();
        memory.putInt(0);
        int count = 0;
        for (Child child : state.children()) {
            if (memory.remaining() < CHILD_HEAD_MOST + ROW_MOST * child.workers().size()) {
                break;
            }
            child(child);
            count++;
        }
        memory.putInt(countAt, count);
        VarHandle.storeStoreFence();
        memory.putLong(SEQUENCE, sequence() + 1);
    }

    /// The state shown now; null if the parent keeps on writing, or has not written yet.
    public @Nullable ServerSnapshot read() {
        for (int attempt = 0; attempt < 100; attempt++) {
            long before = sequence();
            VarHandle.loadLoadFence();
            if (before != 0 && before % 2 == 0) {
                try {
                    ServerSnapshot state = readOnce(memory.duplicate().order(ByteOrder.nativeOrder()));
                    VarHandle.loadLoadFence();
                    if (sequence() == before) {
                        return state;
                    }
                } catch (RuntimeException torn) {
                    if (sequence() == before) {
                        throw torn;
                    }
                }
            }
            Thread.onSpinWait();
        }
        return null;
    }

    private void child(Child child) {
        memory.putInt(child.slot()).putInt(child.pid()).putInt(child.generation());
        flag(child.ready());
        flag(child.stopping());
        flag(child.accepting());
        memory.putLong(child.startMillis());
        Connections connections = child.connections();
        memory.putInt(connections.total())
                .putInt(connections.writing())
                .putInt(connections.keepAlive())
                .putInt(connections.closing());
        cpu(child.cpu());
        memory.putInt(child.workers().size());
        for (Row row : child.workers()) {
            memory.put((byte) row.state().ordinal()).putLong(row.requestStartMillis()).putLong(row.lastMicros());
            work(row.connection());
            work(row.whole());
            text(row.client());
            text(row.host());
            text(row.request());
            text(row.protocol());
        }
    }

    private void flag(boolean value) {
        memory.put((byte) (value ? 1 : 0));
    }

    private void work(Work work) {
        memory.putLong(work.accesses()).putLong(work.bytes()).putLong(work.micros());
    }

    private void cpu(Cpu cpu) {
        memory.putLong(cpu.user()).putLong(cpu.system()).putLong(cpu.childrenUser()).putLong(cpu.childrenSystem());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = Math.min(bytes.length, 255);
        memory.put((byte) length).put(bytes, 0, length);
    }

    private static ServerSnapshot readOnce(ByteBuffer in) {
        in.position(START);
        String mpm = readText(in);
        boolean async = in.get() != 0;
        int serverLimit = in.getInt();
        int threadLimit = in.getInt();
        int configGeneration = in.getInt();
        int mpmGeneration = in.getInt();
        long startMillis = in.getLong();
        Work gone = readWork(in);
        Cpu goneCpu = readCpu(in);
        Cpu parentCpu = readCpu(in);
        int count = in.getInt();
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(readChild(in));
        }
        return new ServerSnapshot(
                mpm,
                async,
                serverLimit,
                threadLimit,
                configGeneration,
                mpmGeneration,
                startMillis,
                gone,
                goneCpu,
                parentCpu,
                List.copyOf(children));
    }

    private static Child readChild(ByteBuffer in) {
        int slot = in.getInt();
        int pid = in.getInt();
        int generation = in.getInt();
        boolean ready = in.get() != 0;
        boolean stopping = in.get() != 0;
        boolean accepting = in.get() != 0;
        long startMillis = in.getLong();
        var connections = new Connections(in.getInt(), in.getInt(), in.getInt(), in.getInt());
        Cpu cpu = readCpu(in);
        int workers = in.getInt();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            rows.add(new Row(
                    STATES[in.get()],
                    in.getLong(),
                    in.getLong(),
                    readWork(in),
                    readWork(in),
                    readText(in),
                    readText(in),
                    readText(in),
                    readText(in)));
        }
        return new Child(slot, pid, generation, ready, stopping, accepting, startMillis, connections, cpu, List.copyOf(rows));
    }

    private static Work readWork(ByteBuffer in) {
        return new Work(in.getLong(), in.getLong(), in.getLong());
    }

    private static Cpu readCpu(ByteBuffer in) {
        return new Cpu(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    private static String readText(ByteBuffer in) {
        var bytes = new byte[in.get() & 0xFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
