package muster.modules.filters.compression;

/// The eight bytes after a gzip member's content: its checksum and its length (RFC 1952 §2.3.1).
final class GzipTail {
    private static final int LENGTH = 8;

    private final byte[] bytes = new byte[LENGTH];
    private int read;

    /// Takes what belongs to it.
    /// @return how much
    int take(byte[] from, int offset, int length) {
        int count = Math.min(length, LENGTH - read);
        System.arraycopy(from, offset, bytes, read, count);
        read += count;
        return count;
    }

    boolean complete() {
        return read == LENGTH;
    }

    boolean checksumIs(long checksum) {
        return number(0) == checksum;
    }

    /// A length is kept modulo 2^32.
    boolean lengthIs(long length) {
        return number(4) == (length & 0xffffffffL);
    }

    long number(int at) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
}
