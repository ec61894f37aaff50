package muster.modules.generators.autoindex;

import java.util.concurrent.atomic.AtomicLong;

/// How many entries the listings of one process may hold in memory together: many requests for huge folders, whose clients
/// don't read, must not use up what all others need.
final class EntryBudget {
    /// Taken and given back in pieces of this many entries; a listing that is smaller takes nothing.
    static final int PIECE = 5_000;
    /// What an entry takes, with a name of usual length.
    private static final int BYTES = 160;

    private final AtomicLong left;

    /// @param entries beyond the first [#PIECE] of each listing
    EntryBudget(long entries) {
        this.left = new AtomicLong(entries);
    }

    /// A quarter of this process's heap.
    static EntryBudget forThisProcess() {
        return new EntryBudget(Runtime.getRuntime().maxMemory() / 4 / BYTES);
    }

    /// What one listing has taken.
    final class Share implements AutoCloseable {
        private long taken;

        /// Asks for room for one more piece.
        boolean more() {
            if (left.addAndGet(-PIECE) < 0) {
                left.addAndGet(PIECE);
                return false;
            }
            taken += PIECE;
            return true;
        }

        @Override
        public void close() {
            left.addAndGet(taken);
            taken = 0;
        }
    }

    Share share() {
        return new Share();
    }
}
