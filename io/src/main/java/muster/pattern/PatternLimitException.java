package muster.pattern;

/// A match was given up: it needed more steps or memory than [MatchLimits] allows. Whether the subject matches is not known,
/// so whoever decides about access by it has to refuse.
public final class PatternLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param pattern as it was written
    /// @param length of the subject, in bytes
    /// @param what the limit, in PCRE's words: `match limit exceeded`
    public PatternLimitException(String pattern, int length, String what) {
        super(what + " after long backtracking: pattern \"" + pattern + "\" on " + length + " bytes", null, false, false);
    }
}
