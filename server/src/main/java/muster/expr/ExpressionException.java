package muster.expr;

/// An expression that can't be compiled, in httpd's words: `syntax error, unexpected $end`, `Variable 'X' does not exist`.
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExpressionException(String message) {
        super(message);
    }
}
