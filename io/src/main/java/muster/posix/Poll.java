package muster.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.Arena;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/// `poll(2)` on a small, reused array of descriptors. Used by one thread.
public final class Poll {
    public static final int IN = 1;
    public static final int OUT = 4;

    private static final int ENTRY_SIZE = 8;
    private static final Libc.SystemCall POLL = Libc.call("poll");

    private final MemorySegment entries;

    /// @param most how many descriptors one wait may have
    public Poll(int most) {
        this.entries = Arena.ofAuto().allocate((long) most * ENTRY_SIZE, 8);
    }

    /// @param index the place in the array, from 0
    public void set(int index, int descriptor, int interest) {
        long at = (long) index * ENTRY_SIZE;
        entries.set(JAVA_INT, at, descriptor);
        entries.set(JAVA_SHORT, at + 4, (short) interest);
        entries.set(JAVA_SHORT, at + 6, (short) 0);
    }

    /// Waits until one of the first `count` descriptors is ready.
    /// @param millis -1 for ever
    /// @return how many are ready; 0 when time is over or a signal came
    public int await(int count, int millis) throws PosixException {
        MemorySegment state = CallState.mine();
        int n;
        try {
            n = (int) POLL.call(state, entries.address(), (long) count, millis);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        n = CallState.result(state, n);
        return n == -Errno.EINTR ? 0 : PosixException.check("poll", n);
    }

    /// What the descriptor at `index` is ready for, errors and hang-ups included; 0 for nothing.
    public int ready(int index) {
        return entries.get(JAVA_SHORT, (long) index * ENTRY_SIZE + 6);
    }
}
