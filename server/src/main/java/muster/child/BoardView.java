package muster.child;

import java.util.List;
import muster.posix.Memory;
import muster.posix.Poll;
import muster.posix.PosixException;
import muster.scoreboard.Board;
import muster.scoreboard.ServerSnapshot;
import muster.scoreboard.ServerSnapshot.Cpu;
import muster.scoreboard.ServerSnapshot.Work;
import org.jspecify.annotations.Nullable;

/// The whole scoreboard as a child sees it: asks the parent for a fresh copy, waits for it a moment, and takes what is there.
final class BoardView implements ServerSnapshot.Source {
    /// How long to wait for a parent that is busy; it usually answers within one.
    private static final int PATIENCE_MILLIS = 50;

    private static final ServerSnapshot EMPTY =
            new ServerSnapshot("", false, 0, 0, 1, 0, 0, Work.NONE, Cpu.NONE, Cpu.NONE, List.of());

    private @Nullable Board board;

    @Override
    public ServerSnapshot look() {
        try {
            Board mapped = board();
            long before = mapped.sequence();
            RunningChild.tell(ToParent.LOOK);
            var pause = new Poll(1);
            for (int i = 0; i < PATIENCE_MILLIS && (mapped.sequence() == before || mapped.sequence() % 2 != 0); i++) {
                pause.await(0, 1);
            }
            ServerSnapshot state = mapped.read();
            return state == null ? EMPTY : state;
        } catch (PosixException unmappable) {
            return EMPTY;
        }
    }

    /// Mapped at the first look: most children are never asked.
    private synchronized Board board() throws PosixException {
        Board mapped = board;
        if (mapped == null) {
            mapped = new Board(Memory.map(Inherited.BOARD, Board.SIZE, false));
            board = mapped;
        }
        return mapped;
    }
}
