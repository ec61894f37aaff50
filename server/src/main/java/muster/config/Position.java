package muster.config;

/// Where a directive stands: a file (or `-c`/`-C` on the command line) and its first line, counted from 1.
public record Position(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
