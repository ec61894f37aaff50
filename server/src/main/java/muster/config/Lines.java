package muster.config;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The logical lines of a file: physical lines that end in a backslash are joined with the next, and white space around the result
/// is gone. A backslash on the last line, without a line's end, is an ordinary character.
public final class Lines {
    private final String file;
    private final String text;
    private int at;
    private int number;

    /// @param file for positions
    Lines(String file, byte[] content) {
        this(file, new String(content, StandardCharsets.ISO_8859_1));
    }

    public Lines(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /// The next line, perhaps empty; null at the end.
    public @Nullable String next() {
        if (at >= text.length()) {
            return null;
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
