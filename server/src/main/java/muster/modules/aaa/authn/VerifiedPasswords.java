package muster.modules.aaa.authn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/// Which passwords were found right lately, in this process: browsers send one with every request, and finding out what a bcrypt
/// hash says of it takes a tenth of a second each time.
///
/// What is kept is a digest, under a key that no other process knows, of the password together with the hash that it was held
/// against. So a hash that has changed in its file is checked anew, and nobody finds anything here with another hash's password. What
/// was found wrong is not kept: guessing must stay slow.
final class VerifiedPasswords {
    private static final int KEY_BYTES = 32;
    private static final int MOST = 4096;
    private static final long LIFETIME_NANOS = 300L * 1_000_000_000;

    private final byte[] key = new byte[KEY_BYTES];
    private final ConcurrentHashMap<Digest, Long> until = new ConcurrentHashMap<>();

    private record Digest(long first, long second) {}

    VerifiedPasswords() {
        new SecureRandom().nextBytes(key);
    }

    boolean contains(String password, String hash) {
        Long end = until.get(digest(password, hash));
        return end != null && end - System.nanoTime() > 0;
    }

    void add(String password, String hash) {
        long now = System.nanoTime();
        if (until.size() >= MOST) {
            until.values().removeIf(end -> end - now <= 0);
            if (until.size() >= MOST) {
                until.clear();
            }
        }
        until.put(digest(password, hash), now + LIFETIME_NANOS);
    }

    private Digest digest(String password, String hash) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            digest.update(hash.getBytes(StandardCharsets.ISO_8859_1));
            digest.update((byte) 0); // a password has no NUL: nothing else gives the same bytes
            byte[] sum = digest.digest(password.getBytes(StandardCharsets.ISO_8859_1));
            return new Digest(number(sum, 0), number(sum, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long number(byte[] sum, int from) {
        return java.nio.ByteBuffer.wrap(Arrays.copyOfRange(sum, from, from + 8)).getLong();
    }
}
