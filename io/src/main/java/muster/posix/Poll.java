package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/// `poll(2)` on a small, reused array of descriptors. Used by one thread.
///
/// An entry is one number: the descriptor in the lower half, what it is asked and what was found in the upper. A thread mostly waits for
/// what it waited for before, and the kernel writes the findings of every entry each time: so only changes are written.
public final class Poll {
    public static final int IN = 1;
    public static final int OUT = 4;

    private static final int ENTRY_SIZE = 8;
    private static final long NOBODY = -1;
    private static final Libc.SystemCall POLL = Libc.call("poll");

    private final MemorySegment memory;
    private final long address;
    private final LongBuffer entries;
    /// What was written into each entry.
    private final long[] asked;

    /// @param most how many descriptors one wait may have
    public Poll(int most) {
        this.memory = Arena.ofAuto().allocate((long) most * ENTRY_SIZE, 8);
        this.address = memory.address();
        this.entries = memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        this.asked = new long[most];
        Arrays.fill(asked, NOBODY);
    }

    /// @param index the place in the array, from 0
    public void set(int index, int descriptor, int interest) {
        long entry = Integer.toUnsignedLong(descriptor) | (long) interest << 32;
        if (asked[index] != entry) {
            asked[index] = entry;
            entries.put(index, entry);
        }
    }

    /// Waits until one of the first `count` descriptors is ready.
    /// @param millis -1 for ever
    /// @return how many are ready; 0 when time is over or a signal came
    public int await(int count, int millis) throws PosixException {
        MemorySegment state = CallState.mine();
        int n = CallState.result(state, (int) POLL.call(state, address, count, millis));
        return n == -Errno.EINTR ? 0 : PosixException.check("poll", n);
    }

    /// What the descriptor at `index` is ready for, errors and hang-ups included; 0 for nothing.
    public int ready(int index) {
        return (int) (entries.get(index) >>> 48);
    }
}
