package muster.modules.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Texts encrypted and signed under a pass phrase, in the form that httpd's mod_session_crypto gives them, so that either reads the
/// other's cookies: Base64 of a signature (8 bytes), a salt (16), an initial vector, and the text in CBC mode.
///
/// The key is stretched from pass phrase and salt, which takes milliseconds. httpd does it twice for every request; here the keys of
/// salts seen lately are kept, and a process uses a salt of its own for a while.
final class SealedText {
    private static final int SIGNATURE = 8;
    private static final int SALT = 16;
    private static final int ROUNDS = 4096;
    private static final int MOST_KEYS = 1024;
    private static final int USES_OF_A_SALT = 10_000;

    /// A way to encrypt, by httpd's name for it.
    enum Method {
        AES_256("aes256", "AES", 32, 16),
        AES_192("aes192", "AES", 24, 16),
        AES_128("aes128", "AES", 16, 16),
        TRIPLE_DES("3des192", "DESede", 24, 8);

        private final String text;
        private final String algorithm;
        private final int keyBytes;
        private final int block;

        Method(String text, String algorithm, int keyBytes, int block) {
            this.text = text;
            this.algorithm = algorithm;
            this.keyBytes = keyBytes;
            this.block = block;
        }

        static @Nullable Method of(String name) {
            for (Method one : values()) {
                if (one.text.equals(name)) {
                    return one;
                }
            }
            return null;
        }
    }

    /// What a key is stretched from.
    private record Origin(Method method, String phrase, ByteBuffer salt) {}

    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<Origin, SecretKeySpec> keys = new ConcurrentHashMap<>();
    private volatile byte[] ownSalt = new byte[0];
    private int uses;

    String seal(Method method, String phrase, String text) throws GeneralSecurityException {
        byte[] salt = salt();
        var vector = new byte[method.block];
        random.nextBytes(vector);
        byte[] encrypted =
                cipher(Cipher.ENCRYPT_MODE, method, phrase, salt, vector).doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
        byte[] sealed = new byte[SIGNATURE + SALT + vector.length + encrypted.length];
        ByteBuffer.wrap(sealed).position(SIGNATURE).put(salt).put(vector).put(encrypted);
        ByteBuffer.wrap(sealed).order(ByteOrder.LITTLE_ENDIAN).putLong(signature(phrase, sealed));
        return Base64.getEncoder().encodeToString(sealed);
    }

    /// Whether a sealed text was signed under a pass phrase.
    static boolean isSignedBy(String phrase, byte[] sealed) throws GeneralSecurityException {
        byte[] expected = ByteBuffer.allocate(SIGNATURE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(signature(phrase, sealed))
                .array();
        return MessageDigest.isEqual(expected, java.util.Arrays.copyOf(sealed, SIGNATURE));
    }

    /// @return null if it is too short to be one
    static byte @Nullable [] bytes(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length < SIGNATURE + SALT ? null : bytes;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    String open(Method method, String phrase, byte[] sealed) throws GeneralSecurityException {
        int start = SIGNATURE + SALT;
        if (sealed.length < start + method.block) {
            throw new GeneralSecurityException("too short");
        }
        byte[] salt = java.util.Arrays.copyOfRange(sealed, SIGNATURE, start);
        byte[] vector = java.util.Arrays.copyOfRange(sealed, start, start + method.block);
        byte[] text = cipher(Cipher.DECRYPT_MODE, method, phrase, salt, vector)
                .doFinal(sealed, start + method.block, sealed.length - start - method.block);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private Cipher cipher(int mode, Method method, String phrase, byte[] salt, byte[] vector)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(method.algorithm + "/CBC/PKCS5Padding");
        cipher.init(mode, key(method, phrase, salt), new IvParameterSpec(vector));
        return cipher;
    }

    private SecretKeySpec key(Method method, String phrase, byte[] salt) throws GeneralSecurityException {
        var origin = new Origin(method, phrase, ByteBuffer.wrap(salt));
        SecretKeySpec known = keys.get(origin);
        if (known != null) {
            return known;
        }
        if (keys.size() >= MOST_KEYS) {
            keys.clear();
        }
        var spec = new PBEKeySpec(phrase.toCharArray(), salt, ROUNDS, method.keyBytes * 8);
        byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(spec).getEncoded();
        var key = new SecretKeySpec(bytes, method.algorithm);
        keys.put(origin, key);
        return key;
    }

    private synchronized byte[] salt() {
        if (uses++ % USES_OF_A_SALT == 0) {
            var fresh = new byte[SALT];
            random.nextBytes(fresh);
            ownSalt = fresh;
        }
        return ownSalt;
    }

    private static long signature(String phrase, byte[] sealed) throws GeneralSecurityException {
        byte[] key = MessageDigest.getInstance("MD5").digest(phrase.getBytes(StandardCharsets.ISO_8859_1));
        return SipHash.of(key, sealed, SIGNATURE);
    }
}
