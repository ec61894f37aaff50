package muster.config;

/// Something that keeps a line from being read; whoever reads the file adds where, once for every including file.
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
