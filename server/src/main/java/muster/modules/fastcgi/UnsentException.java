package muster.modules.fastcgi;

import java.io.IOException;

/// A backend has taken nothing of a request: whoever sent it may try another.
public final class UnsentException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
