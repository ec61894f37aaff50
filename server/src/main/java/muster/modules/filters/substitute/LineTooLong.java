package muster.modules.filters.substitute;

/// A line, or what became of it, is longer than SubstituteMaxLineLength.
final class LineTooLong extends Exception {
    private static final long serialVersionUID = 1L;

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
