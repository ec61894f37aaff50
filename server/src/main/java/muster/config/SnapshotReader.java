package muster.config;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import muster.config.ConfigSource.Kind;
import org.jspecify.annotations.Nullable;

/// Reads the byte format of [SnapshotWriter], and nothing else: every count and length is checked against what is left.
final class SnapshotReader {
    private static final int CHECKSUM = 4;

    private final ByteBuffer in;
    private final Supplier<MemorySegment> shared;

    /// @param shared maps the memory that the children of the generation share
    SnapshotReader(byte[] bytes, Supplier<MemorySegment> shared) throws IOException {
        this.shared = shared;
        if (bytes.length < 12) {
            throw bad("it is too short");
        }
        ByteBuffer all = ByteBuffer.wrap(bytes);
        if (all.getInt() != SnapshotWriter.MARK) {
            throw bad("it doesn't start as one");
        }
        int version = all.getInt();
        if (version != SnapshotWriter.VERSION) {
            throw bad("it has version " + version + ", not " + SnapshotWriter.VERSION);
        }
        int end = bytes.length - CHECKSUM;
        if (all.getInt(end) != SnapshotWriter.checksum(bytes, end)) {
            throw bad("its checksum is wrong");
        }
        this.in = all.limit(end);
    }

    Snapshot snapshot() throws IOException {
        try {
            StartOptions options = options();
            String hostName = optional();
            Answers answers = answers();
            if (in.hasRemaining()) {
                throw bad("there are " + in.remaining() + " bytes behind its end");
            }
            return new Snapshot(options, hostName, answers, shared);
        } catch (BufferUnderflowException _) {
            throw bad("it ends too early");
        }
    }

    private StartOptions options() throws IOException {
        return new StartOptions(text(), text(), texts(), texts(), texts(), in.get() != 0);
    }

    private Answers answers() throws IOException {
        Answers answers = Answers.none();
        for (int left = count(); left > 0; left--) {
            answers.files().put(text(), block());
        }
        for (int left = count(); left > 0; left--) {
            answers.failures().put(text(), text());
        }
        for (int left = count(); left > 0; left--) {
            answers.kinds().put(text(), kind());
        }
        lists(answers.lists());
        for (int left = count(); left > 0; left--) {
            answers.environment().put(text(), optional());
        }
        lists(answers.addresses());
        for (int left = count(); left > 0; left--) {
            answers.shared().put(text(), in.getLong());
        }
        for (int left = count(); left > 0; left--) {
            answers.secrets().put(text(), block());
        }
        return answers;
    }

    private void lists(Map<String, List<String>> into) throws IOException {
        for (int left = count(); left > 0; left--) {
            into.put(text(), texts());
        }
    }

    private Kind kind() throws IOException {
        int ordinal = in.get();
        if (ordinal < 0 || ordinal >= Kind.values().length) {
            throw bad("there is no kind " + ordinal);
        }
        return Kind.values()[ordinal];
    }

    private List<String> texts() throws IOException {
        int count = count();
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    private @Nullable String optional() throws IOException {
        return in.get() == 0 ? null : text();
    }

    private String text() throws IOException {
        return new String(block(), StandardCharsets.UTF_8);
    }

    private byte[] block() throws IOException {
        byte[] block = new byte[count()];
        in.get(block);
        return block;
    }

    /// A count or length: everything counted takes a byte at least, so it can't exceed what is left.
    private int count() throws IOException {
        int count = in.getInt();
        if (count < 0 || count > in.remaining()) {
            throw bad("a length of " + count + " exceeds it");
        }
        return count;
    }

    private static IOException bad(String why) {
        return new IOException("not a configuration snapshot: " + why);
    }
}
