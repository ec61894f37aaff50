package muster.core;

/// Why a connection waits without being worked on. These are the columns of an async MPM's status (`ConnsAsync...`).
public enum Idle {
    /// Between two requests.
    KEEP_ALIVE,
    /// The response is made; the client takes its time to read it.
    WRITING,
    /// Lingering close: what the client still sends is read and thrown away.
    CLOSING
}
