package muster.openssl;

import java.lang.foreign.Arena;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/// A private key (`EVP_PKEY`).
public final class PrivateKey {
    private static final int NAME_MOST = 64;

    private static final OpenSsl.Function READ_PEM = OpenSsl.crypto("PEM_read_bio_PrivateKey");
    private static final OpenSsl.Function READ_DER = OpenSsl.crypto("d2i_PrivateKey_bio");
    private static final OpenSsl.Function WRITE_PEM = OpenSsl.crypto("PEM_write_bio_PrivateKey");
    private static final OpenSsl.Function FREE = OpenSsl.crypto("EVP_PKEY_free");
    private static final OpenSsl.Function TYPE = OpenSsl.crypto("EVP_PKEY_get_id");
    private static final OpenSsl.Function SHORT_NAME = OpenSsl.crypto("OBJ_nid2sn");

    private final Handle handle;

    private PrivateKey(long address) {
        this.handle = Handle.owned(address, FREE);
    }

    /// Reads the first key of a file, in PEM or DER.
    /// @param passPhrase for an encrypted key; empty for one that isn't
    public static PrivateKey read(byte[] content, String passPhrase) throws OpenSslException {
        Errors.clear();
        long key = Memory.reading(content, bio -> {
            try (var arena = Arena.ofConfined()) {
                // The callback for pass phrases is the library's own, which takes them from the last argument.
                return READ_PEM.call(bio, 0, 0, OpenSsl.text(arena, passPhrase));
            }
        });
        if (key != 0) {
            return new PrivateKey(key);
        }
        OpenSslException why = Errors.take("no private key");
        if (new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) {
            throw why;
        }
        key = Memory.reading(content, bio -> READ_DER.call(bio, 0));
        Errors.clear();
        if (key == 0) {
            throw why;
        }
        return new PrivateKey(key);
    }

    /// Whether the first key of a PEM file can be read with a pass phrase only.
    public static boolean isEncrypted(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int key = text.indexOf("PRIVATE KEY-----");
        if (key < 0) {
            return false;
        }
        boolean whole = text.startsWith("-----BEGIN ENCRYPTED ", text.lastIndexOf("-----BEGIN ", key));
        return whole || text.startsWith("\nProc-Type: 4,ENCRYPTED", key + 16) || text.startsWith("\r\nProc-Type: 4,ENCRYPTED", key + 16);
    }

    /// The key in PEM, not encrypted.
    public byte[] pem() throws OpenSslException {
        try {
            return Memory.written(bio -> WRITE_PEM.call(bio, address(), 0, 0, 0, 0, 0));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// `RSA`, `EC`, `ED25519`.
    public String type() {
        String name = OpenSsl.text(SHORT_NAME.call((int) TYPE.call(address())));
        return switch (name.substring(0, Math.min(name.length(), NAME_MOST))) {
            case "rsaEncryption" -> "RSA";
            case "id-ecPublicKey" -> "EC";
            default -> name;
        };
    }

    long address() {
        return handle.address();
    }
}
