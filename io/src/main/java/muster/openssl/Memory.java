package muster.openssl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The library's streams in memory (`BIO_s_mem(3)`), which is how it reads and prints what it calls PEM and DER.
final class Memory {
    private static final int CTRL_PENDING = 10;
    private static final int CTRL_INFO = 3;

    private static final OpenSsl.Function NEW = OpenSsl.crypto("BIO_new");
    private static final OpenSsl.Function METHOD = OpenSsl.crypto("BIO_s_mem");
    private static final OpenSsl.Function NEW_BUFFER = OpenSsl.crypto("BIO_new_mem_buf");
    private static final OpenSsl.Function FREE = OpenSsl.crypto("BIO_free");
    private static final OpenSsl.Function CTRL = OpenSsl.crypto("BIO_ctrl");

    private Memory() {}

    /// Something that reads from a stream, or writes to one.
    @FunctionalInterface
    interface Use<T> {
        T with(long bio) throws OpenSslException;
    }

    /// Reads what `content` holds. The copy the library saw is wiped afterwards: it may be a key.
    static <T> T reading(byte[] content, Use<T> use) throws OpenSslException {
        try (var arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(Math.max(1, content.length));
            MemorySegment.copy(content, 0, copy, JAVA_BYTE, 0, content.length);
            long bio = NEW_BUFFER.call(copy.address(), content.length);
            try {
                return use.with(bio);
            } finally {
                FREE.call(bio);
                copy.fill((byte) 0);
            }
        }
    }

    /// What `use` writes, one byte a character.
    static byte[] written(Use<?> use) throws OpenSslException {
        long bio = NEW.call(METHOD.call());
        try (var arena = Arena.ofConfined()) {
            use.with(bio);
            long length = CTRL.call(bio, CTRL_PENDING, 0, 0);
            if (length <= 0) {
                return new byte[0];
            }
            MemorySegment start = arena.allocate(JAVA_LONG);
            CTRL.call(bio, CTRL_INFO, 0, start.address());
            return OpenSsl.bytes(start.get(JAVA_LONG, 0), length);
        } finally {
            FREE.call(bio);
        }
    }
}
