package muster.config;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [Snapshot]'s byte format: a mark, a version, then counted lists of length-prefixed byte strings, and a checksum.
final class SnapshotWriter {
    static final int MARK = 0x4D75_7343;
    static final int VERSION = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] write(StartOptions options, @Nullable String hostName, Answers answers) {
        try {
            out.writeInt(MARK);
            out.writeInt(VERSION);
            options(options);
            optional(hostName);
            out.writeInt(answers.files().size());
            for (var file : answers.files().entrySet()) {
                text(file.getKey());
                block(file.getValue());
            }
            out.writeInt(answers.failures().size());
            for (var failure : answers.failures().entrySet()) {
                text(failure.getKey());
                text(failure.getValue());
            }
            out.writeInt(answers.kinds().size());
            for (var kind : answers.kinds().entrySet()) {
                text(kind.getKey());
                out.writeByte(kind.getValue().ordinal());
            }
            lists(answers.lists());
            out.writeInt(answers.environment().size());
            for (var variable : answers.environment().entrySet()) {
                text(variable.getKey());
                optional(variable.getValue());
            }
            lists(answers.addresses());
            out.writeInt(answers.shared().size());
            for (var piece : answers.shared().entrySet()) {
                text(piece.getKey());
                out.writeLong(piece.getValue());
            }
            out.writeInt(answers.secrets().size());
            for (var secret : answers.secrets().entrySet()) {
                text(secret.getKey());
                block(secret.getValue());
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // memory doesn't fail to be written
        }
        return bytes.toByteArray();
    }

    static int checksum(byte[] content, int length) {
        var crc = new java.util.zip.CRC32C();
        crc.update(content, 0, length);
        return (int) crc.getValue();
    }

    private void options(StartOptions options) throws IOException {
        text(options.serverRoot());
        text(options.file());
        texts(options.defines());
        texts(options.before());
        texts(options.after());
        out.writeByte(options.checkDocumentRoot() ? 1 : 0);
    }

    private void lists(Map<String, ? extends Collection<String>> lists) throws IOException {
        out.writeInt(lists.size());
        for (var list : lists.entrySet()) {
            text(list.getKey());
            texts(list.getValue());
        }
    }

    private void texts(Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    private void optional(@Nullable String text) throws IOException {
        out.writeByte(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    private void text(String text) throws IOException {
        block(text.getBytes(StandardCharsets.UTF_8));
    }

    private void block(byte[] block) throws IOException {
        out.writeInt(block.length);
        out.write(block);
    }
}
