package muster.modules.filters.compression;

import java.util.Arrays;

/// Reads the header of a gzip member (RFC 1952 §2.3) byte by byte, however it is cut.
///
/// ```
/// fixed (10 bytes) -> extra field -> name -> comment -> checksum of the header -> done
/// ```
final class GzipHead {
    private static final int FIXED = 10;
    private static final int HEADER_CHECKSUM = 0x02;
    private static final int EXTRA_FIELD = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xE0;

    enum Fault {
        /// Not gzip at all.
        MAGIC,
        /// A method other than deflate.
        METHOD,
        /// A flag that nobody knows.
        FLAGS,
        NONE
    }

    private final byte[] fixed = new byte[FIXED];
    private int read;
    private int flags;
    private int extra = -2;
    private int extraLength;
    private int checksumBytes;

    /// Takes bytes up to the header's end.
    /// @return how many
    int take(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && read < FIXED) {
            fixed[read++] = bytes[at++];
            if (read == FIXED) {
                flags = fixed[3] & 0xff;
            }
        }
        while (at < end && !done() && fault() == Fault.NONE) {
            rest(bytes[at++] & 0xff);
        }
        return at - offset;
    }

    private void rest(int octet) {
        if ((flags & EXTRA_FIELD) != 0) {
            extraLength = extra == -2 ? octet : extra == -1 ? extraLength | octet << 8 : extraLength;
            extra++;
            if (extra >= 0 && extra == extraLength) {
                flags &= ~EXTRA_FIELD;
            }
        } else if ((flags & NAME) != 0) {
            flags &= octet == 0 ? ~NAME : -1;
        } else if ((flags & COMMENT) != 0) {
            flags &= octet == 0 ? ~COMMENT : -1;
        } else if (++checksumBytes == 2) {
            flags &= ~HEADER_CHECKSUM;
        }
    }

    /// Whether anything has come.
    boolean begun() {
        return read > 0;
    }

    /// Whether the part is there that tells what follows.
    boolean known() {
        return read == FIXED;
    }

    boolean done() {
        return known() && (flags & (HEADER_CHECKSUM | EXTRA_FIELD | NAME | COMMENT)) == 0;
    }

    /// What is wrong with it, as far as it is [#known].
    Fault fault() {
        if (!known()) {
            return Fault.NONE;
        }
        if (fixed[2] != 8) {
            return Fault.METHOD;
        }
        if ((fixed[0] & 0xff) != 0x1f || (fixed[1] & 0xff) != 0x8b) {
            return Fault.MAGIC;
        }
        return (flags & RESERVED) != 0 ? Fault.FLAGS : Fault.NONE;
    }

    /// What of it has come so far, of its first ten bytes.
    byte[] raw() {
        return Arrays.copyOf(fixed, read);
    }

    /// With their sign, as httpd's messages show them.
    int flags() {
        return fixed[3];
    }
}
