package muster.posix;

import org.jspecify.annotations.Nullable;

/// A platform thread that serves connections. What it needs for its system calls it carries itself: asking a [ThreadLocal]
/// costs a call into the virtual machine each time in code that only the first compiler has seen, and a request asks a dozen times.
public final class ServingThread extends Thread {
    /// One place for each [PerThread].
    final @Nullable Object[] belongings = new Object[PerThread.MOST];

    /// @param stackBytes 0 for the virtual machine's own choice
    public ServingThread(String name, long stackBytes, Runnable work) {
        super(null, work, name, stackBytes);
    }
}
