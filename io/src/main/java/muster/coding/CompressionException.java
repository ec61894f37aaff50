package muster.coding;

import java.io.IOException;

/// A library refuses to go on with a stream. It is out of memory, or this is a bug.
public final class CompressionException extends IOException {
    private static final long serialVersionUID = 1L;

    public CompressionException(String message) {
        super(message);
    }
}
