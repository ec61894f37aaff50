package muster.modules.aaa.authn;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Which passwords were found right lately: browsers send one with every request, and finding out what a bcrypt hash says of it
/// takes a tenth of a second each time. All children of a generation share the memory, so that is done once.
///
/// What is kept is a digest, under a key that only these processes know, of the password together with the hash that it was held
/// against. So a hash that has changed in its file is checked anew, and nobody finds anything here with another hash's password. What
/// was found wrong is not kept: guessing must stay slow.
///
/// Places of 32 bytes, found by the digest: two halves of it, and when it ends, in seconds of the epoch. There are no locks. A
/// place that two processes write at once may hold halves of two digests: that matches neither.
final class VerifiedPasswords {
    static final int KEY_BYTES = 32;
    static final long BYTES = 4096 * 32;

    private static final int PLACE = 32;
    private static final int NEIGHBOURS = 4;
    private static final long LIFETIME_SECONDS = 300;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final byte[] key;
    private final MemorySegment places;

    private record Digest(long first, long second) {}

    VerifiedPasswords(byte[] key, MemorySegment places) {
        this.key = key;
        this.places = places;
    }

    boolean contains(String password, String hash) {
        Digest digest = digest(password, hash);
        long now = now();
        for (int i = 0; i < NEIGHBOURS; i++) {
            long at = at(digest, i);
            boolean same = (long) LONG.getVolatile(places, at) == digest.first
                    && (long) LONG.getVolatile(places, at + 8) == digest.second;
            long end = (long) LONG.getVolatile(places, at + 16);
            if (same && end > now && end <= now + LIFETIME_SECONDS) {
                return true;
            }
        }
        return false;
    }

    void add(String password, String hash) {
        Digest digest = digest(password, hash);
        long oldest = at(digest, 0);
        for (int i = 1; i < NEIGHBOURS; i++) {
            long at = at(digest, i);
            if ((long) LONG.getVolatile(places, at + 16) < (long) LONG.getVolatile(places, oldest + 16)) {
                oldest = at;
            }
        }
        LONG.setVolatile(places, oldest + 16, 0L);
        LONG.setVolatile(places, oldest, digest.first);
        LONG.setVolatile(places, oldest + 8, digest.second);
        LONG.setVolatile(places, oldest + 16, now() + LIFETIME_SECONDS);
    }

    private long at(Digest digest, int neighbour) {
        long place = Long.remainderUnsigned(digest.first, places.byteSize() / PLACE / NEIGHBOURS) * NEIGHBOURS + neighbour;
        return place * PLACE;
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private Digest digest(String password, String hash) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            digest.update(hash.getBytes(StandardCharsets.ISO_8859_1));
            digest.update((byte) 0); // a password has no NUL: nothing else gives the same bytes
            ByteBuffer sum = ByteBuffer.wrap(digest.digest(password.getBytes(StandardCharsets.ISO_8859_1)));
            return new Digest(sum.getLong(), sum.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
