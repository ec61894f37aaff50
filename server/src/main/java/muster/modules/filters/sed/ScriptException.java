package muster.modules.filters.sed;

/// A script is wrong, in sed's words.
final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message);
    }
}
