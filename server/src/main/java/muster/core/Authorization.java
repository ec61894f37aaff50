package muster.core;

/// What one `Require` line, or a group of them, says to a request.
public enum Authorization {
    DENIED("denied"),
    GRANTED("granted"),
    /// No opinion: what a negated line says when it doesn't apply.
    NEUTRAL("neutral"),
    /// It depends on who asks, and nobody has logged in yet.
    DENIED_NO_USER("denied (no authenticated user yet)"),
    /// It could not be found out; what went wrong has been logged.
    ERROR("error");

    private final String text;

    Authorization(String text) {
        this.text = text;
    }

    /// As the debug log says it.
    public String text() {
        return text;
    }
}
