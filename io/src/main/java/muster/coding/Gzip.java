package muster.coding;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Makes compressors for the gzip coding (RFC 1952), and keeps a few that are done for the next responses: setting one up
/// means filling a quarter of a megabyte with zeros.
public final class Gzip {
    /// Kept at most, for all settings together: some 5 MB.
    private static final int KEPT = 16;

    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

    private final ArrayBlockingQueue<Deflate> idle = new ArrayBlockingQueue<>(KEPT);

    /// Why gzip can't be had on this machine; null if it can.
    public static @Nullable String missing() {
        return Deflate.LIBRARY.present()
                ? null
                : Deflate.LIBRARY.file() + " isn't installed (Debian and Ubuntu: apt install zlib1g)";
    }

    /// @param level 1 to 9, or -1 for zlib's own choice
    /// @param window its size as a power of two, 9 to 15
    /// @param memory how much zlib may use, 1 to 9
    /// @param buffer bytes that are given on at a time
    public Compressor compressor(int level, int window, int memory, int buffer) throws CompressionException {
        var parameters = new Deflate.Parameters(level, window, memory, buffer);
        Deflate kept = idle.poll();
        if (kept != null && !kept.parameters().equals(parameters)) {
            kept.close();
            kept = null;
        }
        if (kept == null) {
            return new Stream(new Deflate(parameters));
        }
        kept.reset();
        return new Stream(kept);
    }

    private final class Stream implements Compressor {
        private final Deflate deflate;
        private final CRC32 checksum = new CRC32();
        private boolean begun;
        private long taken;
        private long given;
        private boolean closed;

        Stream(Deflate deflate) {
            this.deflate = deflate;
        }

        @Override
        public void compress(byte[] bytes, int offset, int length, Output out) throws IOException {
            checksum.update(bytes, offset, length);
            deflate.compress(bytes, offset, length, framed(out));
        }

        @Override
        public void flush(Output out) throws IOException {
            deflate.flush(framed(out));
        }

        @Override
        public void finish(Output out) throws IOException {
            deflate.finish(framed(out));
            taken = deflate.taken();
            given = deflate.given();
            var tail = new byte[8];
            number(tail, 0, checksum.getValue());
            number(tail, 4, taken);
            out.write(tail, 0, tail.length);
            if (!closed) {
                closed = true;
                if (!idle.offer(deflate)) {
                    deflate.close();
                }
            }
        }

        /// The header goes out with the first bytes.
        private Output framed(Output out) {
            return begun ? out : (bytes, offset, length) -> {
                if (!begun) {
                    begun = true;
                    out.write(HEAD, 0, HEAD.length);
                }
                out.write(bytes, offset, length);
            };
        }

        private static void number(byte[] into, int at, long value) {
            for (int i = 0; i < 4; i++) {
                into[at + i] = (byte) (value >>> 8 * i);
            }
        }

        @Override
        public long taken() {
            return closed ? taken : deflate.taken();
        }

        @Override
        public long given() {
            return closed ? given : deflate.given();
        }

        /// A stream that was not finished may be in use by a call that has not come back: it isn't kept.
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                deflate.close();
            }
        }
    }
}
