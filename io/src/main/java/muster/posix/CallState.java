package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where a downcall leaves `errno` for the thread that made it.
///
/// A platform thread has its own. All virtual threads share one: a virtual thread cannot be unmounted between
/// a call and the look at its `errno`, and a process of Muster runs them on a single carrier (DESIGN, "One protocol
/// engine"). So ten thousand idle connections need no thread-local memory.
final class CallState {
    private static final MemorySegment OF_VIRTUAL_THREADS = newState();
    private static final ThreadLocal<MemorySegment> OF_THIS_THREAD = ThreadLocal.withInitial(CallState::newState);

    private CallState() {}

    static MemorySegment mine() {
        return Thread.currentThread().isVirtual() ? OF_VIRTUAL_THREADS : OF_THIS_THREAD.get();
    }

    /// The result itself, or the negated `errno` when it is negative.
    static int result(MemorySegment state, int result) {
        return result >= 0 ? result : -state.get(ValueLayout.JAVA_INT, 0);
    }

    static long result(MemorySegment state, long result) {
        return result >= 0 ? result : -state.get(ValueLayout.JAVA_INT, 0);
    }

    private static MemorySegment newState() {
        return Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
    }
}
