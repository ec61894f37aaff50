package muster.modules.aaa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import muster.config.Lines;
import muster.core.Request;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.io.OpenFile;

/// Files that requests are held against (passwords, groups), read once and again whenever they have changed: whether they have is asked
/// of the kernel each time, so an edit holds for the next request. One for a process, used by all its threads.
public final class ParsedFiles<T> {
    private static final int MOST_FILES = 256;
    private static final int LARGEST = 16 << 20;

    private final Function<String, T> parser;
    private final ConcurrentHashMap<String, Parsed<T>> files = new ConcurrentHashMap<>();

    /// @param settled whether the status tells this content from any that may be written later
    private record Parsed<T>(FileStatus status, boolean settled, T content) {}

    /// @param parser makes of a file's text, one byte a character, what is looked up in it
    public ParsedFiles(Function<String, T> parser) {
        this.parser = parser;
    }

    /// @throws IOException with the system's reason if the file can't be read
    public T get(Request request, String path) throws IOException {
        FileSystem system = request.server().files();
        Parsed<T> known = files.get(path);
        if (known != null && known.settled) {
            FileStatus now = system.stat(path);
            if (now != null && known.status.equals(now)) {
                return known.content;
            }
        }
        Parsed<T> read = read(system, path);
        if (files.size() >= MOST_FILES) {
            files.clear(); // .htaccess files may name ever more
        }
        files.put(path, read);
        return read.content;
    }

    private Parsed<T> read(FileSystem system, String path) throws IOException {
        try (OpenFile file = system.open(path, "/", FileSystem.Links.ALL)) {
            FileStatus status = file.status();
            if (status.size() > LARGEST) {
                throw new IOException("more than " + LARGEST + " bytes");
            }
            String text = new String(bytes(file, (int) status.size()), StandardCharsets.ISO_8859_1);
            return new Parsed<>(status, status.settled(System.currentTimeMillis()), parser.apply(text));
        }
    }

    private static byte[] bytes(OpenFile file, int size) throws IOException {
        var bytes = new byte[size];
        int length = 0;
        while (length < size) {
            int n = file.read(bytes, length, size - length, length);
            if (n <= 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += n;
        }
        return bytes;
    }

    /// The lines of such a file that say something: without comments and empty lines; what a backslash continues is one line.
    public static List<String> lines(String text) {
        var said = new ArrayList<String>();
        var lines = new Lines("", text);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                said.add(line);
            }
        }
        return said;
    }
}
