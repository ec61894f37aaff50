package muster.openssl;

import java.lang.foreign.Arena;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/// Numbers nobody can guess.
public final class Random {
    private static final OpenSsl.Function BYTES = OpenSsl.crypto("RAND_priv_bytes");

    private Random() {}

    public static byte[] bytes(int count) {
        try (var arena = Arena.ofConfined()) {
            var place = arena.allocate(count);
            if ((int) BYTES.call(place.address(), count) != 1) {
                throw new IllegalStateException("no random numbers to be had");
            }
            byte[] bytes = place.toArray(JAVA_BYTE);
            place.fill((byte) 0);
            return bytes;
        }
    }
}
