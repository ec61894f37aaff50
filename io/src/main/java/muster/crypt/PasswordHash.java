package muster.crypt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Checks passwords against what a password file keeps, as httpd on Linux does (`apr_password_validate`): `$apr1$`, `{SHA}`, and whatever
/// the system's crypt(3) knows: bcrypt, SHA-256 and SHA-512 crypt, yescrypt, MD5 crypt, DES. A password in clear is none of these
/// and matches nothing.
///
/// All text holds one byte a character.
public final class PasswordHash {
    private static final String SHA_1 = "{SHA}";

    /// What came of a check.
    public enum Outcome {
        MATCH,
        MISMATCH,
        /// The hash asks for more work than a server should do.
        TOO_COSTLY,
        /// There is no libcrypt, and the method needs it.
        NO_LIBRARY
    }

    private PasswordHash() {}

    /// Whether a check takes microseconds; others take up to seconds, on purpose.
    public static boolean isQuick(String hash) {
        return hash.startsWith(SHA_1);
    }

    /// Whether a password belongs to a hash. Comparing takes the same time wherever the first difference is.
    public static Outcome check(String password, String hash) {
        if (hash.startsWith(SHA_1)) {
            return compare(sha1(password), hash);
        }
        if (hash.startsWith(Md5Crypt.APR1)) {
            return compare(Md5Crypt.hash(password, Md5Crypt.APR1, hash), hash);
        }
        if (!HashCost.isBearable(hash)) {
            return Outcome.TOO_COSTLY;
        }
        if (!LibCrypt.isPresent()) {
            return hash.startsWith(Md5Crypt.CRYPT)
                    ? compare(Md5Crypt.hash(password, Md5Crypt.CRYPT, hash), hash)
                    : Outcome.NO_LIBRARY;
        }
        String computed = LibCrypt.crypt(password, hash);
        return computed == null ? Outcome.MISMATCH : compare(computed, hash);
    }

    private static Outcome compare(String computed, String hash) {
        boolean same = MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.ISO_8859_1), hash.getBytes(StandardCharsets.ISO_8859_1));
        return same ? Outcome.MATCH : Outcome.MISMATCH;
    }

    /// As `htpasswd -s` writes it.
    static String sha1(String password) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.ISO_8859_1));
            return SHA_1 + Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
