package muster.modules.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.ConfigSource.Kind;
import muster.openssl.Certificate;
import muster.openssl.OpenSslException;
import muster.openssl.PrivateKey;
import muster.openssl.Random;
import muster.openssl.TlsContext;

/// Certificates, keys and lists as a [ConfigSource] has them: from the disk in the parent, from the snapshot in a child.
record Material(ConfigSource source, PassPhraseDialog dialog) {
    static final String TICKET_KEYS = "session ticket keys";

    /// All certificates of a file.
    List<Certificate> certificates(NamedFile file) throws IOException {
        return Certificate.read(source.read(file.path()));
    }

    /// The certificates in the files of a folder; what else lies there is passed over.
    List<Certificate> certificatesIn(NamedFile folder) throws IOException {
        var all = new ArrayList<Certificate>();
        for (byte[] content : contents(folder)) {
            try {
                all.addAll(Certificate.read(content));
            } catch (OpenSslException other) {
                // a list of revocations, a README
            }
        }
        return all;
    }

    /// The files of a folder that hold something in PEM.
    List<byte[]> contents(NamedFile folder) throws IOException {
        var all = new ArrayList<byte[]>();
        String start = folder.path().endsWith("/") ? folder.path() : folder.path() + "/";
        for (String name : source.list(folder.path())) {
            if (source.kind(start + name) == Kind.FILE) {
                byte[] content = source.read(start + name);
                if (new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) {
                    all.add(content);
                }
            }
        }
        return all;
    }

    /// The key of a file. If it is encrypted, its pass phrase is asked for once a generation.
    /// @param host `name:port`, for the dialog
    /// @param index the key's number in its host
    PrivateKey key(NamedFile file, String host, int index) throws IOException {
        byte[] content = source.read(file.path());
        if (!PrivateKey.isEncrypted(content)) {
            return PrivateKey.read(content, "");
        }
        byte[] phrase = source.secret(
                "pass phrase of " + file.path(),
                () -> dialog.ask(host, kind(index)).getBytes(StandardCharsets.ISO_8859_1));
        return PrivateKey.read(content, new String(phrase, StandardCharsets.ISO_8859_1));
    }

    /// What a dialog program is told of the key, as httpd numbers them.
    private static String kind(int index) {
        return switch (index) {
            case 0 -> "RSA";
            case 1 -> "DSA";
            case 2 -> "ECC";
            default -> Integer.toString(index);
        };
    }

    /// The keys that session tickets are encrypted with, which all children share.
    byte[] ticketKeys() throws IOException {
        return source.secret(TICKET_KEYS, () -> Random.bytes(TlsContext.TICKET_KEYS));
    }

    /// Keys of a file, so that several machines share them: 80 bytes, or httpd's 48, of which the last 16 are stretched.
    byte[] ticketKeys(NamedFile file) throws IOException, ConfigException {
        byte[] content = source.read(file.path());
        if (content.length >= TlsContext.TICKET_KEYS) {
            return java.util.Arrays.copyOf(content, TlsContext.TICKET_KEYS);
        }
        if (content.length < 48) {
            throw new ConfigException(
                    file.position(), "AH02287: Failed to read 48 bytes from " + file.path() + ": it has " + content.length);
        }
        var keys = new byte[TlsContext.TICKET_KEYS];
        System.arraycopy(content, 0, keys, 0, 32);
        System.arraycopy(content, 32, keys, 48, 16);
        System.arraycopy(content, 32, keys, 64, 16);
        return keys;
    }
}
