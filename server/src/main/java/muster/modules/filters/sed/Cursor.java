package muster.modules.filters.sed;

/// A place in a line of a script. Behind its end there is a NUL, which is never passed.
final class Cursor {
    private final String line;
    private int at;

    Cursor(String line) {
        this.line = line;
    }

    String line() {
        return line;
    }

    char at() {
        return at < line.length() ? line.charAt(at) : 0;
    }

    char next() {
        char c = at();
        if (at < line.length()) {
            at++;
        }
        return c;
    }

    void back() {
        at--;
    }

    void skipBlanks() {
        while (at() == ' ' || at() == '\t') {
            at++;
        }
    }

    void skipSpaces() {
        while (at() == ' ') {
            at++;
        }
    }

    /// Everything that is left.
    String rest() {
        String rest = line.substring(Math.min(at, line.length()));
        at = line.length();
        return rest;
    }

    static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
