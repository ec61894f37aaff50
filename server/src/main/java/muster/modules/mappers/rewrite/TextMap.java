package muster.modules.mappers.rewrite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// `txt:` and `rnd:`: a file of lines with a key and a value each, read when it is first needed and again when it has changed.
final class TextMap implements RewriteMap {
    private static final int CANT_ACCESS = 661;
    private static final int CANT_OPEN = 655;
    /// What is beyond this is not read: a map of that size belongs into a database.
    private static final int LARGEST = 64 * 1024 * 1024;

    private final String file;
    private final boolean random;
    private volatile @Nullable Version known;

    /// What the file held when it was last read.
    /// @param asked keys that a traced request has asked for since: httpd remembers single keys, and says so
    private record Version(FileStatus status, Map<String, String> entries, Set<String> asked) {}

    /// @param random whether a value is a list to choose from: `a|b|c`
    TextMap(String file, boolean random) {
        this.file = file;
        this.random = random;
    }

    @Override
    public @Nullable String value(Rewriting at, String name, String key) {
        FileStatus now = status(at);
        if (now == null) {
            return null;
        }
        Version version = known;
        if (version == null || !version.status().sameContent(now)) {
            version = read(at, now);
        }
        if (version == null) {
            return null;
        }
        String value = version.entries().get(key);
        if (at.traces(5)) {
            trace(at, version.asked().add(key), name, key, value);
        }
        return value == null || !random ? value : oneOf(at, value);
    }

    private static void trace(Rewriting at, boolean first, String name, String key, @Nullable String value) {
        if (first) {
            at.trace(6, "cache lookup FAILED, forcing new map lookup");
        }
        String what = first ? value == null ? "map lookup FAILED" : "map lookup OK" : "cache lookup OK";
        String found = value != null ? " -> val=" + value : first ? "" : " -> val=";
        at.trace(5, what + ": map=" + name + "[txt] key=" + key + found);
    }

    private @Nullable FileStatus status(Rewriting at) {
        FileSystem files = at.request().server().files();
        try {
            FileStatus status = files.stat(file);
            if (status == null) {
                files.open(file, "/", FileSystem.Links.ALL).close(); // the kernel says why
            }
            return status;
        } catch (IOException failed) {
            complain(at, CANT_ACCESS, failed, "can't access text RewriteMap file ");
            return null;
        }
    }

    private void complain(Rewriting at, int number, IOException failure, String what) {
        at.request()
                .log()
                .writeFailure(LogLevel.ERROR, Trace.MODULE, number, FileSystem.errno(failure), "mod_rewrite: " + what + file);
    }

    /// Threads that find the file changed at the same moment all read it; any result will do.
    private @Nullable Version read(Rewriting at, FileStatus status) {
        try {
            var version = new Version(
                    status, entries(content(at.request().server().files())), ConcurrentHashMap.newKeySet());
            known = version;
            return version;
        } catch (IOException failed) {
            complain(at, CANT_OPEN, failed, "can't open text RewriteMap file ");
            return null;
        }
    }

    private String content(FileSystem files) throws IOException {
        try (var open = files.open(file, "/", FileSystem.Links.ALL)) {
            var bytes = new byte[(int) Math.min(LARGEST, open.status().size())];
            int length = 0;
            while (length < bytes.length) {
                int count = open.read(bytes, length, bytes.length - length, length);
                if (count == 0) {
                    break;
                }
                length += count;
            }
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /// A line that starts with white space or `#` is a comment; the value ends at white space; the first line with a key counts.
    static Map<String, String> entries(String text) {
        var entries = new HashMap<String, String>();
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int key = wordEnd(text, start, end);
            int value = key;
            while (value < end && ArgumentLine.isSpace(text.charAt(value))) {
                value++;
            }
            if (key > start && text.charAt(start) != '#' && value < end) {
                entries.putIfAbsent(text.substring(start, key), text.substring(value, wordEnd(text, value, end)));
            }
            start = end + 1;
        }
        return Map.copyOf(entries);
    }

    private static int wordEnd(String text, int start, int end) {
        int at = start;
        while (at < end && !ArgumentLine.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String oneOf(Rewriting at, String list) {
        String[] values = list.split("\\|", -1);
        String value = values[values.length == 1 ? 0 : ThreadLocalRandom.current().nextInt(values.length)];
        at.trace(5, "randomly chosen the subvalue `" + value + "'");
        return value;
    }
}
