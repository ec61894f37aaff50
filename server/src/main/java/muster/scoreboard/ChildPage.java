package muster.scoreboard;

/// A child's own page of the scoreboard.
public interface ChildPage {
    /// A worker's row, 0 to threads - 1.
    WorkerRow row(int number);

    /// How the child's connections are spread; kept by async MPMs only.
    /// @param total open connections
    /// @param writing waiting for a slow reader
    /// @param keepAlive idle between requests
    /// @param closing in lingering close
    void connections(int total, int writing, int keepAlive, int closing);

    /// Whether the child accepts connections now.
    void accepting(boolean now);
}
