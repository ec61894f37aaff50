package muster.posix;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A path as the kernel wants it, made once for a path that is looked at again and again. Immutable.
public final class CPath {
    final MemorySegment bytes;
    /// Why the kernel can't even be asked: a negated errno, or 0.
    final int refused;

    /// @param text one byte a character
    public CPath(String text) {
        byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
        this.bytes = MemorySegment.ofArray(Arrays.copyOf(plain, plain.length + 1));
        this.refused = text.indexOf(0) >= 0 ? -Errno.EINVAL : plain.length >= ThreadScratch.PATH_MAX ? -Errno.ENAMETOOLONG : 0;
    }
}
