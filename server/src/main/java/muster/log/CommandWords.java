package muster.log;

import java.util.ArrayList;
import java.util.List;

/// A command line taken apart without a shell, as `apr_tokenize_to_argv` does: words are separated by blanks, quotes of either kind keep
/// blanks, a backslash keeps the character after it.
public final class CommandWords {
    private CommandWords() {}

    public static List<String> of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char next = line.charAt(i);
            if (next == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (next == quote) {
                    quote = 0;
                } else {
                    word.append(next);
                }
            } else if (next == '"' || next == '\'') {
                quote = next;
                inWord = true;
            } else if (next != ' ' && next != '\t') {
                word.append(next);
                inWord = true;
            } else if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
