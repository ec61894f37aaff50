package muster.log;

import muster.posix.Processes;

/// How the process and the thread that run are called by the kernel.
public final class ThisThread {
    private static final int PID = Processes.getpid();

    private ThisThread() {}

    public static int pid() {
        return PID;
    }

    /// The number of the platform thread, or of the carrier of a virtual one.
    public static int id() {
        return Processes.gettid();
    }
}
