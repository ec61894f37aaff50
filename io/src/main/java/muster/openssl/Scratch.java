package muster.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import muster.posix.PerThread;
import org.jspecify.annotations.Nullable;

/// What one call of the library needs beside its arguments: native memory for a record's content, and the stream it is about, for the
/// functions of ours that the library calls back.
///
/// All virtual threads share one, since none can be unmounted during a call and a process of Muster runs them on a single carrier; a
/// platform thread has its own.
final class Scratch {
    /// The most that one record holds (RFC 8446 §5.1).
    static final int RECORD = 16 * 1024;

    private static final PerThread<Scratch> SCRATCHES = new PerThread<>(Scratch::new);

    final MemorySegment buffer = Arena.ofAuto().allocate(RECORD, 64);
    final long address = buffer.address();
    @Nullable TlsStream current;

    private Scratch() {}

    static Scratch mine() {
        return SCRATCHES.mine();
    }
}
