package muster.config;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One generation's configuration as its parent read it: every file, directory listing and variable that was asked for. A child
/// that reads from it sees what the parent saw, whatever has been edited since. Immutable.
public final class Snapshot implements ConfigSource {
    private final StartOptions options;
    private final @Nullable String hostName;
    private final Answers answers;
    private final Supplier<MemorySegment> shared;
    private @Nullable MemorySegment mapped;

    /// As it is made where the configuration is read: nobody there has a part in the children's memory.
    Snapshot(StartOptions options, @Nullable String hostName, Answers answers) {
        this(options, hostName, answers, () -> {
            throw new IllegalStateException("no memory is shared here");
        });
    }

    Snapshot(
            StartOptions options, @Nullable String hostName, Answers answers, Supplier<MemorySegment> shared) {
        this.shared = shared;
        this.options = options;
        this.hostName = hostName;
        this.answers = answers;
    }

    /// Reads what [#toBytes] wrote.
    /// @throws IOException if these bytes are anything else
    /// @param shared maps the memory that the children of the generation share
    public static Snapshot of(byte[] bytes, Supplier<MemorySegment> shared) throws IOException {
        return new SnapshotReader(bytes, shared).snapshot();
    }

    /// How much memory its children share.
    public long sharedBytes() {
        return answers.sharedBytes();
    }

    /// This snapshot as bytes, to be handed to children.
    public byte[] toBytes() {
        return new SnapshotWriter().write(options, hostName, answers);
    }

    @Override
    public StartOptions options() {
        return options;
    }

    @Override
    public byte[] read(String path) throws IOException {
        byte[] content = answers.files().get(path);
        return content == null ? failed(path, "file") : content;
    }

    @Override
    public Kind kind(String path) {
        Kind kind = answers.kinds().get(path);
        if (kind == null) {
            throw unknown("kind of file", path);
        }
        return kind;
    }

    @Override
    public List<String> list(String directory) throws IOException {
        List<String> names = answers.lists().get(directory);
        return names == null ? failed(directory, "directory") : names;
    }

    @Override
    public @Nullable String environment(String name) {
        if (!answers.environment().containsKey(name)) {
            throw unknown("environment variable", name);
        }
        return answers.environment().get(name);
    }

    @Override
    public @Nullable String hostName() {
        return hostName;
    }

    @Override
    public List<String> addresses(String name) {
        List<String> found = answers.addresses().get(name);
        if (found == null) {
            throw unknown("addresses of", name);
        }
        return found;
    }

    @Override
    public MemorySegment shared(String name, long bytes) {
        long at = answers.sharedAt(name);
        if (at < 0) {
            throw unknown("shared memory", name);
        }
        MemorySegment whole = mapped;
        if (whole == null) {
            whole = shared.get();
            mapped = whole;
        }
        return whole.asSlice(at, bytes);
    }

    @Override
    public byte[] secret(String name, Making making) {
        byte[] made = answers.secrets().get(name);
        if (made == null) {
            throw unknown("secret", name);
        }
        return made;
    }

    private <T> T failed(String path, String what) throws IOException {
        String words = answers.failures().get(path);
        if (words == null) {
            throw unknown(what, path);
        }
        throw new IOException(words);
    }

    /// The parent never asked this: parent and child don't run the same code.
    private static IllegalStateException unknown(String what, String name) {
        return new IllegalStateException("the configuration snapshot doesn't hold the " + what + " " + name);
    }
}
