package muster.parent;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import muster.posix.Memory;
import muster.posix.Processes;
import muster.scoreboard.Board;
import muster.scoreboard.ServerSnapshot;
import muster.scoreboard.ServerSnapshot.Child;
import muster.scoreboard.ServerSnapshot.Cpu;
import muster.scoreboard.ServerSnapshot.Work;
import org.jspecify.annotations.Nullable;

/// The scoreboard that every child may read: brought up to date when somebody looks.
final class StatusBoard {
    /// However many look at once, the pages are copied a hundred times a second at most.
    private static final long PAUSE_NANOS = 10_000_000;

    private final int descriptor;
    private final Board board;
    private Work gone = Work.NONE;
    private Cpu goneCpu = Cpu.NONE;
    private long lastNanos;

    StatusBoard() throws IOException {
        descriptor = Memory.create("muster-scoreboard", Board.SIZE);
        MemorySegment memory = Memory.map(descriptor, Board.SIZE, true);
        Memory.sealFutureWrites(descriptor);
        board = new Board(memory);
    }

    /// To be passed to children, who can't write through it.
    int descriptor() {
        return descriptor;
    }

    /// A child has ended: what it did counts on. Called before it is reaped.
    void departed(ChildHandle child) {
        gone = gone.plus(child.page().work());
        goneCpu = goneCpu.plus(ProcessFacts.cpu(child.pid()));
    }

    /// Copies all pages.
    void refresh(@Nullable Generation serving, Collection<ChildHandle> children) {
        long now = System.nanoTime();
        if (serving == null || board.sequence() > 0 && now - lastNanos < PAUSE_NANOS) {
            return;
        }
        lastNanos = now;
        List<Child> views = new ArrayList<>(children.size());
        for (ChildHandle child : children) {
            views.add(view(child));
        }
        board.write(new ServerSnapshot(
                serving.reading().mpm().name(),
                serving.reading().mpm().async(),
                serving.sizes().serverLimit(),
                serving.sizes().threadLimit(),
                serving.number() + 1,
                serving.number(),
                serving.startMillis(),
                gone,
                goneCpu,
                ProcessFacts.cpu(Processes.getpid()),
                views));
    }

    private static Child view(ChildHandle child) {
        return new Child(
                child.slot(),
                child.pid(),
                child.generation().number(),
                child.state() != ChildHandle.State.STARTING,
                child.stopping(),
                child.page().accepting(),
                child.startMillis(),
                child.page().connections(),
                ProcessFacts.cpu(child.pid()),
                child.page().rows());
    }
}
