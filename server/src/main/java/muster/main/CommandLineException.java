package muster.main;

/// The command line makes no sense: what is wrong with it, or nothing where the usage text says it all.
final class CommandLineException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message without the program's name; empty for just the usage text
    CommandLineException(String message) {
        super(message);
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
