package muster.crypt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The MD5 method of FreeBSD's crypt(3), under its own mark `$1$` and under `$apr1$`, which is what `htpasswd -m` writes.
final class Md5Crypt {
    static final String APR1 = "$apr1$";
    static final String CRYPT = "$1$";

    private static final int ROUNDS = 1000;
    private static final int LONGEST_SALT = 8;

    private Md5Crypt() {}

    /// @param mark [#APR1] or [#CRYPT]
    /// @param setting a salt, or a hash that begins with the mark and its salt
    static String hash(String password, String mark, String setting) {
        byte[] key = password.getBytes(StandardCharsets.ISO_8859_1);
        String saltText = salt(setting, mark);
        byte[] salt = saltText.getBytes(StandardCharsets.ISO_8859_1);
        MessageDigest digest = md5();
        byte[] sum = start(digest, key, mark.getBytes(StandardCharsets.ISO_8859_1), salt);
        for (int round = 0; round < ROUNDS; round++) {
            boolean odd = (round & 1) != 0;
            digest.update(odd ? key : sum);
            if (round % 3 != 0) {
                digest.update(salt);
            }
            if (round % 7 != 0) {
                digest.update(key);
            }
            sum = digest.digest(odd ? sum : key);
        }
        var text = new StringBuilder(40).append(mark).append(saltText).append('$');
        for (int i = 0; i < 5; i++) {
            int third = i == 4 ? 5 : i + 12;
            Base64Crypt.append(text, (sum[i] & 0xFF) << 16 | (sum[i + 6] & 0xFF) << 8 | sum[third] & 0xFF, 4);
        }
        Base64Crypt.append(text, sum[11] & 0xFF, 2);
        return text.toString();
    }

    private static String salt(String setting, String mark) {
        int from = setting.startsWith(mark) ? mark.length() : 0;
        int end = from;
        while (end < setting.length() && end - from < LONGEST_SALT && setting.charAt(end) != '$') {
            end++;
        }
        return setting.substring(from, end);
    }

    private static byte[] start(MessageDigest digest, byte[] key, byte[] mark, byte[] salt) {
        digest.update(key);
        digest.update(salt);
        byte[] inner = digest.digest(key);
        digest.update(key);
        digest.update(mark);
        digest.update(salt);
        for (int left = key.length; left > 0; left -= inner.length) {
            digest.update(inner, 0, Math.min(left, inner.length));
        }
        for (int bits = key.length; bits != 0; bits >>>= 1) {
            // The original takes the first byte of a buffer that it has just cleared.
            digest.update((bits & 1) != 0 ? 0 : key[0]);
        }
        return digest.digest();
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
