package muster.io;

import java.io.IOException;

/// The peer did not read or write in time. It carries no stack trace: with slow clients this is everyday life.
public final class TimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param doing what was waited for: "reading" or "writing"
    public TimeoutException(String doing) {
        super("timed out while " + doing);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
