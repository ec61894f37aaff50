package muster.core;

import java.util.ArrayList;
import java.util.List;

/// Cuts the words off a raw directive's text as httpd's `ap_getword_conf` does: separated by white space; quotes of either kind
/// keep a word together, and a backslash in them keeps a quote.
public final class Words {
    private final String text;
    private int at;

    public Words(String text) {
        this.text = text;
        skipSpace();
    }

    public static List<String> of(String text) {
        var words = new Words(text);
        var list = new ArrayList<String>();
        while (!words.atEnd()) {
            list.add(words.next());
        }
        return list;
    }

    public boolean atEnd() {
        return at >= text.length();
    }

    /// The next word; empty at the end.
    public String next() {
        if (atEnd()) {
            return "";
        }
        char first = text.charAt(at);
        String word = first == '"' || first == '\'' ? quoted(first) : plain();
        skipSpace();
        return word;
    }

    /// Everything that hasn't been taken yet.
    public String rest() {
        return text.substring(Math.min(at, text.length()));
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted(char quote) {
        var word = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char character = text.charAt(at++);
            if (character == '\\' && at < text.length() && (text.charAt(at) == quote || text.charAt(at) == '\\')) {
                character = text.charAt(at++);
            }
            word.append(character);
        }
        at++;
        return word.toString();
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }
}
