package muster.modules.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Media types by file name extension, as a `mime.types` file lists them.
///
/// Such a file has two thousand lines, a site uses a dozen of them, and every child process reads it anew: so its text is
/// searched for each extension that is asked for, which takes microseconds, and made into a table only when many were.
final class MimeTypes {
    /// How many extensions are searched for before the table pays.
    private static final int SEARCHES = 64;

    private static final int LONGEST = 32;
    private static final String NONE = "";

    private final String text;
    private final ConcurrentHashMap<String, String> found = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, String> table;

    MimeTypes(byte[] file) {
        this.text = new String(file, StandardCharsets.ISO_8859_1);
    }

    /// The media type of an extension, or null.
    /// @param extension lower case, without the dot
    @Nullable String of(String extension) {
        Map<String, String> all = table;
        if (all != null) {
            return all.get(extension);
        }
        String known = found.get(extension);
        if (known == null) {
            if (extension.isEmpty() || extension.length() > LONGEST) {
                return null;
            }
            known = search(extension);
            found.put(extension, known);
            if (found.size() > SEARCHES) {
                table = read();
                found.clear();
            }
        }
        return known.isEmpty() ? null : known;
    }

    private String search(String extension) {
        String type = searchExactly(extension);
        return type.isEmpty() ? searchExactly(extension.toUpperCase(Locale.ROOT)) : type;
    }

    /// The type of the last line that has this extension, as httpd reads it.
    private String searchExactly(String extension) {
        String type = NONE;
        int length = extension.length();
        for (int at = text.indexOf(extension); at >= 0; at = text.indexOf(extension, at + 1)) {
            if (isBlank(at - 1) && isBlank(at + length)) {
                int line = text.lastIndexOf('\n', at) + 1;
                int end = endOfWord(line);
                if (end < at && text.charAt(line) != '#' && end > line) {
                    type = text.substring(line, end);
                }
            }
        }
        return type;
    }

    private Map<String, String> read() {
        var all = new HashMap<String, String>(4096);
        for (int line = 0; line < text.length(); ) {
            int next = text.indexOf('\n', line) + 1;
            int end = next == 0 ? text.length() : next - 1;
            if (line < end && text.charAt(line) != '#') {
                readLine(line, end, all);
            }
            line = next == 0 ? text.length() : next;
        }
        return Map.copyOf(all);
    }

    private void readLine(int line, int end, Map<String, String> all) {
        int at = endOfWord(line);
        if (at == line) {
            return;
        }
        String type = text.substring(line, at);
        while (at < end) {
            while (at < end && isBlank(at)) {
                at++;
            }
            int word = at;
            at = Math.min(endOfWord(word), end);
            if (at > word) {
                all.put(text.substring(word, at).toLowerCase(Locale.ROOT), type);
            }
        }
    }

    private int endOfWord(int from) {
        int at = from;
        while (!isBlank(at)) {
            at++;
        }
        return at;
    }

    /// Whether there is no word at a place: a blank, a line end, or the end of the text.
    private boolean isBlank(int at) {
        return at < 0 || at >= text.length() || text.charAt(at) <= ' ';
    }
}
