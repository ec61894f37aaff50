package muster.modules.filters.sed;

/// A script can't go on with a body.
final class SedException extends Exception {
    private static final long serialVersionUID = 1L;
    /// APR's numbers of failures without one of the system's.
    static final int GENERAL = 20014;
    static final int OUT_OF_MEMORY = 12;

    private final int status;

    /// @param message empty if the number says it all
    SedException(String message, int status) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
