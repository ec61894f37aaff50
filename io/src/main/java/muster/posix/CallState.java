package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where a downcall leaves `errno` for the thread that made it.
final class CallState {
    private CallState() {}

    static MemorySegment mine() {
        return ThreadScratch.mine().state;
    }

    /// The result itself, or the negated `errno` when it is negative.
    static int result(MemorySegment state, int result) {
        return result >= 0 ? result : -state.get(ValueLayout.JAVA_INT, 0);
    }

    static long result(MemorySegment state, long result) {
        return result >= 0 ? result : -state.get(ValueLayout.JAVA_INT, 0);
    }

    static MemorySegment newState() {
        return Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
    }
}
