package muster.coding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import muster.foreign.NativeFunction;
import muster.foreign.NativeLibrary;
import org.jspecify.annotations.Nullable;

/// One stream of the `zstd` coding (RFC 8878), by the system's libzstd.
public final class Zstandard implements Compressor {
    private static final NativeLibrary LIBRARY = NativeLibrary.open("libzstd.so.1");
    private static final NativeFunction CREATE = LIBRARY.function("ZSTD_createCCtx");
    private static final NativeFunction SET_PARAMETER = LIBRARY.function("ZSTD_CCtx_setParameter");
    private static final NativeFunction COMPRESS = LIBRARY.function("ZSTD_compressStream2");
    private static final NativeFunction IS_ERROR = LIBRARY.function("ZSTD_isError");
    private static final NativeFunction FREE = LIBRARY.function("ZSTD_freeCCtx");

    private static final int LEVEL = 100;
    private static final int WINDOW = 101;

    private static final int CONTINUE = 0;
    private static final int FLUSH = 1;
    private static final int FINISH = 2;

    private static final int INPUT = 16 * 1024;
    private static final int PIECE = 8 * 1024;

    /// `ZSTD_inBuffer` and `ZSTD_outBuffer`: address, size, position.
    private static final int IN = 0;
    private static final int OUT = 24;
    private static final int BUFFERS = 48;
    private static final int SIZE = 8;
    private static final int POSITION = 16;

    private final MemorySegment buffers = Arena.ofAuto().allocate(BUFFERS, 8);
    private final MemorySegment input = Arena.ofAuto().allocate(INPUT);
    private final MemorySegment output = Arena.ofAuto().allocate(PIECE);
    private final byte[] piece = new byte[PIECE];
    private long context;
    private long taken;
    private long given;

    /// @param level 1 to 19
    /// @param window its size as a power of two, 10 to 23 (RFC 9659: clients need not take more)
    public Zstandard(int level, int window) throws CompressionException {
        context = CREATE.call(0);
        if (context == 0) {
            throw new CompressionException("no Zstandard context");
        }
        SET_PARAMETER.call(context, LEVEL, level);
        SET_PARAMETER.call(context, WINDOW, window);
        buffers.set(JAVA_LONG, IN, input.address());
        buffers.set(JAVA_LONG, OUT, output.address());
        buffers.set(JAVA_LONG, OUT + SIZE, PIECE);
    }

    /// Why Zstandard can't be had on this machine; null if it can.
    public static @Nullable String missing() {
        return LIBRARY.present() ? null : LIBRARY.file() + " isn't installed (Debian and Ubuntu: apt install libzstd1)";
    }

    @Override
    public void compress(byte[] bytes, int offset, int length, Output out) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int count = Math.min(INPUT, end - at);
            MemorySegment.copy(bytes, at, input, JAVA_BYTE, 0, count);
            at += count;
            buffers.set(JAVA_LONG, IN + SIZE, count);
            buffers.set(JAVA_LONG, IN + POSITION, 0);
            while (buffers.get(JAVA_LONG, IN + POSITION) < count) {
                step(CONTINUE, out);
            }
        }
        taken += length;
    }

    @Override
    public void flush(Output out) throws IOException {
        empty(FLUSH, out);
    }

    @Override
    public void finish(Output out) throws IOException {
        empty(FINISH, out);
        close();
    }

    private void empty(int operation, Output out) throws IOException {
        buffers.set(JAVA_LONG, IN + SIZE, 0);
        buffers.set(JAVA_LONG, IN + POSITION, 0);
        long left = step(operation, out);
        while (left != 0) {
            left = step(operation, out);
        }
    }

    /// @return how much is still inside, 0 for nothing
    private long step(int operation, Output out) throws IOException {
        buffers.set(JAVA_LONG, OUT + POSITION, 0);
        long left = COMPRESS.call(context, buffers.address() + OUT, buffers.address() + IN, operation);
        if ((int) IS_ERROR.call(left) != 0) {
            throw new CompressionException("Error while compressing data");
        }
        int count = (int) buffers.get(JAVA_LONG, OUT + POSITION);
        if (count > 0) {
            MemorySegment.copy(output, JAVA_BYTE, 0, piece, 0, count);
            given += count;
            out.write(piece, 0, count);
        }
        return left;
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public long given() {
        return given;
    }

    @Override
    public void close() {
        if (context != 0) {
            FREE.call(context);
            context = 0;
        }
    }
}
