package muster.core;

import java.io.IOException;
import muster.http.HttpException;

/// A filter refuses a response while its handler is writing it, before anything was committed: the request processor
/// answers with the refusal's error document, as if the handler had thrown it.
public final class LateRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HttpException refusal;

    public LateRefusal(HttpException refusal) {
        super(refusal.getMessage());
        this.refusal = refusal;
    }

    public HttpException refusal() {
        return refusal;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
