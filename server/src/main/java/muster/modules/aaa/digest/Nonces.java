package muster.modules.aaa.digest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes nonces, and knows its own again: a time in Base64, and a keyed hash of it with the realm and the client's number. All
/// children of a generation have the same key, so none of them need remember what it gave out.
///
/// @param key 32 bytes
record Nonces(byte[] key) {
    static final int KEY_BYTES = 32;

    private static final int LENGTH = 52;
    private static final int TIME_LENGTH = 12;
    private static final int HASH_BYTES = 20;

    /// Whether a text looks like a nonce at all: eight bytes in Base64 end in `=`.
    static boolean hasForm(String text) {
        return text.length() == LENGTH && text.charAt(TIME_LENGTH - 1) == '=';
    }

    /// @param time in microseconds, or a number that is used once
    /// @param opaque the client's number as it is sent; empty for none
    String make(long time, String realm, String opaque) {
        byte[] bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(time).array();
        String text = Base64.getEncoder().encodeToString(bytes);
        return text + hash(text, realm, opaque);
    }

    /// What the hash of a nonce should be.
    String expectedHash(String nonce, String realm, @Nullable String opaque) {
        return hash(nonce.substring(0, TIME_LENGTH), realm, opaque == null ? "" : opaque);
    }

    static String hash(String nonce) {
        return nonce.substring(TIME_LENGTH);
    }

    /// @return -1 if there is no time in it
    static long time(String nonce) {
        try {
            byte[] bytes = Base64.getDecoder().decode(nonce.substring(0, TIME_LENGTH));
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException _) {
            return -1;
        }
    }

    private String hash(String time, String realm, String opaque) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(realm.getBytes(StandardCharsets.ISO_8859_1));
            mac.update((byte) 0);
            mac.update(time.getBytes(StandardCharsets.ISO_8859_1));
            byte[] sum = mac.doFinal(opaque.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(Arrays.copyOf(sum, HASH_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
