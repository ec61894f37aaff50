package muster.http;

/// A request ends with this status instead of its resource. Throwing it anywhere in the request path makes the request
/// processor answer with the status's error document. It carries no stack trace: it is an answer, not a fault.
public final class HttpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int number;

    /// @param status 300 to 599
    /// @param why for the error log, never shown to the client
    public HttpException(int status, String why) {
        this(status, 0, why);
    }

    /// @param status 300 to 599
    /// @param number of the message in httpd's list, without AH: 565; 0 if httpd has no such message
    /// @param why for the error log, never shown to the client; may hold any bytes the client sent
    public HttpException(int status, int number, String why) {
        super(why);
        this.status = status;
        this.number = number;
    }

    public int status() {
        return status;
    }

    /// The AH number of the message for the error log, or 0.
    public int number() {
        return number;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
