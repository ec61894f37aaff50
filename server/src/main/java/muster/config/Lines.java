package muster.config;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The logical lines of a file: physical lines that end in a backslash are joined with the next, and white space around the result
/// is gone. A backslash on the last line, without a line's end, is an ordinary character. Lines from elsewhere may be put before those
/// that are still to come.
public final class Lines {
    private String file;
    private String text;
    private int at;
    private int number;
    /// Where it goes on when the inserted lines end; null for the file itself.
    private @Nullable Lines rest;

    /// @param file for positions
    Lines(String file, byte[] content) {
        this(file, new String(content, StandardCharsets.ISO_8859_1));
    }

    public Lines(String file, String text) {
        this.file = file;
        this.text = text;
    }

    private Lines(Lines other) {
        this.file = other.file;
        this.text = other.text;
        this.at = other.at;
        this.number = other.number;
        this.rest = other.rest;
    }

    /// Puts lines before the next one.
    /// @param name for positions in them
    void insert(String name, String lines) {
        rest = new Lines(this);
        file = name;
        text = lines;
        at = 0;
        number = 0;
    }

    private boolean goOn() {
        Lines outer = rest;
        if (outer == null) {
            return false;
        }
        file = outer.file;
        text = outer.text;
        at = outer.at;
        number = outer.number;
        rest = outer.rest;
        return true;
    }

    /// The next line, perhaps empty; null at the end.
    public @Nullable String next() {
        while (at >= text.length()) {
            if (!goOn()) {
                return null;
            }
        }
        StringBuilder joined = null;
        while (true) {
            number++;
            int lineFeed = text.indexOf('\n', at);
            int end = lineFeed < 0 ? text.length() : lineFeed;
            int content = end > at && lineFeed >= 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
            boolean continued = lineFeed >= 0 && content > at && text.charAt(content - 1) == '\\';
            String part = text.substring(at, continued ? content - 1 : content);
            at = end + 1;
            if (!continued || at >= text.length()) {
                return (joined == null ? part : joined.append(part).toString()).strip();
            }
            joined = (joined == null ? new StringBuilder() : joined).append(part);
        }
    }

    /// The position of the line that [#next] returned: its last physical line, as httpd counts.
    Position position() {
        return new Position(file, number);
    }

    String file() {
        return file;
    }
}
