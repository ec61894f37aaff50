package muster.scoreboard;

/// A worker's own row: what it is doing, for whom, and what it has done so far. Only the owner writes; a reader
/// may see a row half written and must cope.
public interface WorkerRow {
    void state(WorkerState state);

    /// A connection was given to this worker (resets the per-connection counts).
    void connection(String client);

    /// A request begins; the state becomes SENDING.
    /// @param nowMillis the request's start, milliseconds since the epoch
    void begin(String client, String host, String requestLine, String protocol, long nowMillis);

    /// The response was sent (or given up).
    /// @param bytes sent, heads included
    /// @param micros from begin to now
    void end(long bytes, long micros);

    /// The row's number within its child, from 0.
    int number();
}
