package muster.http;

/// A request ends with this status instead of its resource. Throwing it anywhere in the request path makes the request
/// processor answer with the status's error document. It carries no stack trace: it is an answer, not a fault.
public final class HttpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /// @param status 300 to 599
    /// @param why for the error log, never shown to the client
    public HttpException(int status, String why) {
        super(why);
        this.status = status;
    }

    public int status() {
        return status;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
