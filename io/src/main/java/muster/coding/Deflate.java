package muster.coding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import muster.foreign.NativeFunction;
import muster.foreign.NativeLibrary;

/// One `deflate` stream (RFC 1951) of the system's zlib. `java.util.zip.Deflater` is as fast, but knows neither windows nor memory
/// levels, and its output differs from httpd's (docs/decisions/0003-content-codings.md).
///
/// It keeps its native memory when it is [#reset], so that one can serve many responses.
final class Deflate implements AutoCloseable {
    /// @param level 1 to 9, or -1 for zlib's own choice
    /// @param window its size as a power of two, 9 to 15
    /// @param memory 1 to 9
    /// @param buffer bytes that are given on at a time
    record Parameters(int level, int window, int memory, int buffer) {}

    static final NativeLibrary LIBRARY = NativeLibrary.open("libz.so.1");

    private static final NativeFunction INIT = LIBRARY.function("deflateInit2_");
    private static final NativeFunction DEFLATE = LIBRARY.function("deflate");
    private static final NativeFunction RESET = LIBRARY.function("deflateReset");
    private static final NativeFunction END = LIBRARY.function("deflateEnd");
    private static final NativeFunction VERSION = LIBRARY.function("zlibVersion");

    private static final int METHOD = 8;
    private static final int NO_FLUSH = 0;
    private static final int SYNC_FLUSH = 2;
    private static final int FINISH = 4;
    private static final int OK = 0;
    private static final int STREAM_END = 1;
    private static final int NO_PROGRESS = -5;

    /// The fields of `z_stream` on 64-bit Linux.
    private static final int STREAM_SIZE = 112;
    private static final int NEXT_IN = 0;
    private static final int AVAILABLE_IN = 8;
    private static final int TOTAL_IN = 16;
    private static final int NEXT_OUT = 24;
    private static final int AVAILABLE_OUT = 32;
    private static final int TOTAL_OUT = 40;

    private static final int INPUT = 16 * 1024;

    private final Parameters parameters;
    // These 25 KB are the collector's; zlib's own memory, ten times as much, is given back at once.
    private final MemorySegment stream = Arena.ofAuto().allocate(STREAM_SIZE, 8);
    private final MemorySegment input = Arena.ofAuto().allocate(INPUT);
    private final MemorySegment output;
    private final byte[] piece;
    private boolean closed;

    Deflate(Parameters parameters) throws CompressionException {
        this.parameters = parameters;
        this.output = Arena.ofAuto().allocate(parameters.buffer());
        this.piece = new byte[parameters.buffer()];
        // A negative window means no header and trailer of zlib's own.
        int result = (int) INIT.call(
                stream.address(),
                parameters.level(),
                METHOD,
                -parameters.window(),
                parameters.memory(),
                0,
                VERSION.call(0),
                STREAM_SIZE);
        if (result != OK) {
            closed = true;
            throw new CompressionException("deflateInit2 returned " + result);
        }
        emptyOutput();
    }

    Parameters parameters() {
        return parameters;
    }

    /// Begins another stream.
    void reset() {
        RESET.call(stream.address());
        emptyOutput();
    }

    private void emptyOutput() {
        stream.set(JAVA_LONG, NEXT_OUT, output.address());
        stream.set(JAVA_INT, AVAILABLE_OUT, parameters.buffer());
    }

    void compress(byte[] bytes, int offset, int length, Compressor.Output out) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int count = Math.min(INPUT, end - at);
            MemorySegment.copy(bytes, at, input, JAVA_BYTE, 0, count);
            at += count;
            stream.set(JAVA_LONG, NEXT_IN, input.address());
            stream.set(JAVA_INT, AVAILABLE_IN, count);
            while (stream.get(JAVA_INT, AVAILABLE_IN) != 0) {
                if (stream.get(JAVA_INT, AVAILABLE_OUT) == 0) {
                    give(out);
                }
                step(NO_FLUSH);
            }
        }
    }

    void flush(Compressor.Output out) throws IOException {
        empty(SYNC_FLUSH, out);
    }

    void finish(Compressor.Output out) throws IOException {
        empty(FINISH, out);
    }

    /// Gives everything that is inside.
    private void empty(int flush, Compressor.Output out) throws IOException {
        stream.set(JAVA_INT, AVAILABLE_IN, 0);
        int result = OK;
        do {
            give(out);
            result = step(flush);
        } while (result == OK && stream.get(JAVA_INT, AVAILABLE_OUT) == 0);
        give(out);
    }

    private int step(int flush) throws CompressionException {
        int result = (int) DEFLATE.call(stream.address(), flush);
        if (result != OK && result != STREAM_END && result != NO_PROGRESS) {
            throw new CompressionException("Zlib error " + result + " deflating data");
        }
        return result;
    }

    private void give(Compressor.Output out) throws IOException {
        int count = parameters.buffer() - stream.get(JAVA_INT, AVAILABLE_OUT);
        if (count > 0) {
            MemorySegment.copy(output, JAVA_BYTE, 0, piece, 0, count);
            emptyOutput();
            out.write(piece, 0, count);
        }
    }

    long taken() {
        return closed ? 0 : stream.get(JAVA_LONG, TOTAL_IN);
    }

    long given() {
        return closed ? 0 : stream.get(JAVA_LONG, TOTAL_OUT);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            END.call(stream.address());
        }
    }
}
