package muster.config;

import java.util.ArrayList;
import java.util.List;

/// Splits a line into words as httpd does: white space separates; quotes of either kind keep words together; in quotes a
/// backslash protects the quote, and everywhere it protects another backslash.
public final class Words {
    private final String line;
    private int at;

    public Words(String line) {
        this.line = line;
        skipSpace();
    }

    /// All words of a line.
    public static List<String> of(String line) {
        var words = new Words(line);
        var all = new ArrayList<String>();
        while (words.more()) {
            all.add(words.next());
        }
        return all;
    }

    /// Whether anything but white space is left.
    public boolean more() {
        return at < line.length();
    }

    /// The next word; empty at the end.
    public String next() {
        if (!more()) {
            return "";
        }
        char quote = line.charAt(at);
        String word = quote == '"' || quote == '\'' ? quoted(quote) : plain();
        skipSpace();
        return word;
    }

    /// What is left, as it stands.
    public String rest() {
        return line.substring(at);
    }

    private String quoted(char quote) {
        int start = at + 1;
        int end = start;
        while (end < line.length() && line.charAt(end) != quote) {
            boolean escape = line.charAt(end) == '\\'
                    && end + 1 < line.length()
                    && (line.charAt(end + 1) == quote || line.charAt(end + 1) == '\\');
            end += escape ? 2 : 1;
        }
        at = Math.min(end + 1, line.length());
        return unescaped(line.substring(start, end), quote);
    }

    private String plain() {
        int start = at;
        while (at < line.length() && !isSpace(line.charAt(at))) {
            at++;
        }
        return unescaped(line.substring(start, at), '\\');
    }

    private static String unescaped(String text, char quote) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '\\' || text.charAt(i + 1) == quote)) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    private void skipSpace() {
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
