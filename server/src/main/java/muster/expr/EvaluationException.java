package muster.expr;

/// An expression that has no value for this request: `Cannot open file /etc/motd`.
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message, null, false, false);
    }
}
