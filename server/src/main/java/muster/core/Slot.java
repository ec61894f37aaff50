package muster.core;

import muster.scoreboard.WorkerRow;

/// What a request needs to be worked on: one permit of `MaxRequestWorkers`, one row of the scoreboard, and buffers. An idle
/// connection holds none.
public final class Slot {
    /// The size of [#output]: a head and a small body leave in one `send`.
    public static final int OUTPUT_SIZE = 32 * 1024;

    private static final int INPUT_SIZE = 8 * 1024;

    private final WorkerRow row;
    /// Request heads are read into this; it grows, up to the limits of the configuration, for a large one.
    public byte[] input = new byte[INPUT_SIZE];
    /// Responses are put together here.
    public final byte[] output = new byte[OUTPUT_SIZE];

    public Slot(WorkerRow row) {
        this.row = row;
    }

    public WorkerRow row() {
        return row;
    }

    /// Gives memory of an unusually large request back.
    public void shrink() {
        if (input.length > INPUT_SIZE) {
            input = new byte[INPUT_SIZE];
        }
    }
}
