package muster.config;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The machine as a source of configuration. It remembers every answer it gave: [#snapshot].
public final class DiskSource implements ConfigSource {
    /// How the JDK turns path text into bytes; ours is one byte a character.
    private static final Charset PATHS = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final StartOptions options;
    private final Answers answers = Answers.none();
    private @Nullable Map<String, String> environmentFile;
    private boolean hostAsked;
    private @Nullable String hostName;

    public DiskSource(StartOptions options) {
        this.options = options;
    }

    /// The same answers again, but for some files, which are read anew, and some secrets, which are made anew.
    public DiskSource renewed(Collection<String> files, Collection<String> secrets) {
        var newer = new DiskSource(options);
        newer.answers.addAll(answers);
        newer.hostAsked = hostAsked;
        newer.hostName = hostName;
        for (String file : files) {
            newer.answers.files().remove(file);
            newer.answers.failures().remove(file);
            newer.answers.kinds().remove(file);
        }
        secrets.forEach(newer.answers.secrets()::remove);
        return newer;
    }

    /// Everything that was asked so far, with the answers.
    public Snapshot snapshot() {
        return new Snapshot(options, hostName, answers);
    }

    @Override
    public StartOptions options() {
        return options;
    }

    @Override
    public byte[] read(String path) throws IOException {
        byte[] known = answers.files().get(path);
        if (known != null) {
            return known;
        }
        try {
            byte[] content = content(path);
            answers.files().put(path, content);
            return content;
        } catch (IOException failed) {
            throw remembered(path, failed);
        }
    }

    private byte[] content(String path) throws IOException {
        Kind kind = kind(path);
        if (kind == Kind.NOTHING) {
            throw new NoSuchFileException(path);
        }
        if (kind != Kind.FILE && !path.equals("/dev/null")) {
            throw new IOException("not a regular file"); // a pipe could keep the server from ever starting
        }
        return Files.readAllBytes(file(path));
    }

    @Override
    public Kind kind(String path) {
        return answers.kinds().computeIfAbsent(path, DiskSource::kindOnDisk);
    }

    private static Kind kindOnDisk(String path) {
        try {
            Path file = file(path);
            if (Files.isRegularFile(file)) {
                return Kind.FILE;
            }
            if (Files.isDirectory(file)) {
                return Kind.DIRECTORY;
            }
            return Files.exists(file) ? Kind.OTHER : Kind.NOTHING;
        } catch (IOException _) {
            return Kind.NOTHING;
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        List<String> known = answers.lists().get(directory);
        if (known != null) {
            return known;
        }
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(file(directory))) {
            for (Path entry : entries) {
                byte[] name = entry.getFileName().toString().getBytes(PATHS);
                names.add(new String(name, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException failed) {
            throw remembered(directory, failed);
        }
        names.sort(Comparator.naturalOrder());
        answers.lists().put(directory, List.copyOf(names));
        return List.copyOf(names);
    }

    /// What the file beside the configuration says of the environment.
    private Map<String, String> besides() {
        Map<String, String> known = environmentFile;
        if (known == null) {
            known = EnvironmentFile.beside(options.file(), System::getenv);
            environmentFile = known;
        }
        return known;
    }

    @Override
    public @Nullable String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            value = besides().get(name);
        }
        answers.environment().put(name, value);
        return value;
    }

    @Override
    public @Nullable String hostName() {
        if (!hostAsked) {
            hostAsked = true;
            try {
                hostName = InetAddress.getLocalHost().getCanonicalHostName();
            } catch (UnknownHostException _) {
                hostName = null;
            }
        }
        return hostName;
    }

    @Override
    public List<String> addresses(String name) {
        return answers.addresses().computeIfAbsent(name, DiskSource::resolved);
    }

    @Override
    public MemorySegment shared(String name, long bytes) {
        answers.shared().put(name, bytes);
        return ConfigSource.super.shared(name, bytes);
    }

    @Override
    public byte[] secret(String name, Making making) throws IOException {
        byte[] known = answers.secrets().get(name);
        if (known == null) {
            known = making.make();
            answers.secrets().put(name, known);
        }
        return known;
    }

    private static List<String> resolved(String name) {
        try {
            var found = new ArrayList<String>();
            for (InetAddress address : InetAddress.getAllByName(name)) {
                found.add(address.getHostAddress());
            }
            return List.copyOf(found);
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    private IOException remembered(String path, IOException failed) {
        String words =
                switch (failed) {
                    case NoSuchFileException _ -> "No such file or directory";
                    case AccessDeniedException _ -> "Permission denied";
                    case NotDirectoryException _ -> "Not a directory";
                    case FileSystemException other when other.getReason() != null -> other.getReason();
                    default -> String.valueOf(failed.getMessage());
                };
        answers.failures().put(path, words);
        return new IOException(words, failed);
    }

    private static Path file(String path) throws IOException {
        try {
            return Path.of(new String(path.getBytes(StandardCharsets.ISO_8859_1), PATHS));
        } catch (InvalidPathException _) {
            throw new NoSuchFileException(path);
        }
    }
}
