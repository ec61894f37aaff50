package muster.modules.generators.cgi;

/// Cuts a program's standard error into lines for the log.
final class ErrorLines {
    private static final int LONGEST = 8191;

    private final ScriptLog log;
    private final StringBuilder line = new StringBuilder();

    ErrorLines(ScriptLog log) {
        this.log = log;
    }

    void take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            char c = (char) (bytes[i] & 0xFF);
            if (c != '\n') {
                line.append(c);
            }
            if (c == '\n' || line.length() == LONGEST) {
                say();
            }
        }
    }

    /// Nothing follows: what there is of a line is one.
    void end() {
        if (!line.isEmpty()) {
            say();
        }
    }

    private void say() {
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        log.standardError(line.substring(0, end));
        line.setLength(0);
    }
}
