package muster.http.fcgi;

import java.io.IOException;

/// A backend says what isn't FastCGI.
public final class FcgiException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int number;

    FcgiException(int number, String what) {
        super(what);
        this.number = number;
    }

    /// The AH number of the message.
    public int number() {
        return number;
    }
}
