package muster.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A source of configuration whose files are in memory.
public final class MapSource implements ConfigSource {
    public static final String ROOT = "/srv";
    public static final String FILE = ROOT + "/t.conf";

    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();

    /// @param main the text of the main file
    public MapSource(String main) {
        files.put(FILE, main);
    }

    public MapSource file(String path, String text) {
        files.put(path, text);
        return this;
    }

    public MapSource environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public MapSource commandLine(String first, String last) {
        before.add(first);
        after.add(last);
        return this;
    }

    @Override
    public StartOptions options() {
        return new StartOptions(ROOT, FILE, List.of("GIVEN"), before, after, false);
    }

    @Override
    public byte[] read(String path) throws IOException {
        String text = files.get(path);
        if (text == null) {
            throw new IOException("No such file or directory");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Kind kind(String path) {
        if (files.containsKey(path)) {
            return Kind.FILE;
        }
        String below = path.endsWith("/") ? path : path + "/";
        return files.keySet().stream().anyMatch(file -> file.startsWith(below)) ? Kind.DIRECTORY : Kind.NOTHING;
    }

    @Override
    public List<String> list(String directory) throws IOException {
        String below = directory.endsWith("/") ? directory : directory + "/";
        var names = new TreeSet<String>();
        for (String file : files.keySet()) {
            if (file.startsWith(below)) {
                String rest = file.substring(below.length());
                names.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
            }
        }
        if (names.isEmpty()) {
            throw new IOException("No such file or directory");
        }
        return List.copyOf(names);
    }

    @Override
    public @Nullable String environment(String name) {
        return environment.get(name);
    }

    @Override
    public @Nullable String hostName() {
        return "machine.example";
    }

    @Override
    public List<String> addresses(String name) {
        return List.of(name);
    }
}
