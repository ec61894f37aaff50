package muster.modules.mappers.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two or three arguments of RewriteRule and RewriteCond, cut as httpd cuts them: unlike in other directives a backslash
/// stays, whatever it stands before, and what follows the third argument is ignored.
///
/// @param third the flags with their brackets; null if there are none
record ArgumentLine(String first, String second, @Nullable String third) {
    private static final int MOST = 3;

    /// @return null if there are fewer than two arguments
    static @Nullable ArgumentLine of(String line) {
        List<String> found = new ArrayList<>(MOST);
        int at = 0;
        while (found.size() < MOST) {
            at = skipSpace(line, at);
            if (at == line.length() && !found.isEmpty()) {
                break;
            }
            char quote = at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\'') ? line.charAt(at) : 0;
            int start = quote == 0 ? at : at + 1;
            int end = end(line, start, quote);
            found.add(line.substring(start, end));
            if (end == line.length()) {
                break;
            }
            at = end + 1;
        }
        return found.size() < 2
                ? null
                : new ArgumentLine(found.get(0), found.get(1), found.size() < MOST ? null : found.get(2));
    }

    /// A backslash keeps the white space after it in the argument.
    private static int end(String line, int start, char quote) {
        int at = start;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (quote == 0 ? isSpace(c) : c == quote) {
                break;
            }
            at += c == '\\' && at + 1 < line.length() && isSpace(line.charAt(at + 1)) ? 2 : 1;
        }
        return at;
    }

    private static int skipSpace(String line, int from) {
        int at = from;
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
