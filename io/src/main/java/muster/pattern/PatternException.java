package muster.pattern;

/// A pattern that can't be compiled: PCRE's words, and where in the pattern it stumbled.
public final class PatternException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /// @param message PCRE's, such as `missing closing parenthesis`
    /// @param offset in characters from the pattern's start; -1 if the fault has no place
    public PatternException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }

    /// The message and the place, as the tail of a sentence: `missing closing parenthesis at offset 3`.
    public String explained() {
        return offset < 0 ? getMessage() : getMessage() + " at offset " + offset;
    }
}
