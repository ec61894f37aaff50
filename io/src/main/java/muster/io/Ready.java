package muster.io;

/// How a wait ended.
public enum Ready {
    /// The descriptor can be tried again.
    READY,
    /// The deadline passed first.
    TIMED_OUT,
    /// The process is to stop, and the wait was one that stopping may end.
    STOPPED
}
