package muster.modules.generators.cgi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words a program is started with: its own path, and for a query without `=` (an indexed query, RFC 3875 §4.4) the query's words,
/// with whatever a shell could take amiss escaped, as httpd does.
final class CommandLine {
    private static final int MOST = 4096;
    private static final String SHELL_CHARACTERS = "&;`'\"|*?~<>^()[]{}$\\\n";

    private CommandLine() {}

    static List<String> of(String program, @Nullable String query) {
        if (query == null || query.isEmpty() || query.indexOf('=') >= 0 || takesOptions(program)) {
            return List.of(program);
        }
        var words = new ArrayList<String>();
        words.add(program);
        for (String word : query.split("\\+", -1)) {
            if (words.size() < MOST) {
                words.add(escaped(decoded(word)));
            }
        }
        return words;
    }

    /// PHP's interpreter takes its options from a query's words (CVE-2012-1823, CVE-2024-4577): it gets none.
    private static boolean takesOptions(String program) {
        return program.startsWith("php", program.lastIndexOf('/') + 1);
    }

    /// What isn't percent-encoding stays as it is.
    private static String decoded(String word) {
        if (word.indexOf('%') < 0) {
            return word;
        }
        var text = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int high = c == '%' && i + 2 < word.length() ? Character.digit(word.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(word.charAt(i + 2), 16);
            if (low < 0) {
                text.append(c);
            } else {
                text.append((char) (high << 4 | low));
                i += 2;
            }
        }
        int nul = text.indexOf("\0");
        return nul < 0 ? text.toString() : text.substring(0, nul);
    }

    private static String escaped(String word) {
        var text = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (SHELL_CHARACTERS.indexOf(c) >= 0) {
                text.append('\\');
            }
            text.append(c);
        }
        return text.toString();
    }
}
