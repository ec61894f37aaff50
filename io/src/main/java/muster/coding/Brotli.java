package muster.coding;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import muster.foreign.NativeFunction;
import muster.foreign.NativeLibrary;
import org.jspecify.annotations.Nullable;

/// One stream of the `br` coding (RFC 7932), by the system's libbrotlienc. Its encoder can't be used twice.
public final class Brotli implements Compressor {
    private static final NativeLibrary LIBRARY = NativeLibrary.open("libbrotlienc.so.1");
    private static final NativeFunction CREATE = LIBRARY.function("BrotliEncoderCreateInstance");
    private static final NativeFunction SET_PARAMETER = LIBRARY.function("BrotliEncoderSetParameter");
    private static final NativeFunction COMPRESS = LIBRARY.function("BrotliEncoderCompressStream");
    private static final NativeFunction HAS_MORE_OUTPUT = LIBRARY.function("BrotliEncoderHasMoreOutput");
    private static final NativeFunction TAKE_OUTPUT = LIBRARY.function("BrotliEncoderTakeOutput");
    private static final NativeFunction DESTROY = LIBRARY.function("BrotliEncoderDestroyInstance");

    private static final int QUALITY = 1;
    private static final int WINDOW = 2;
    private static final int BLOCK = 3;

    private static final int PROCESS = 0;
    private static final int FLUSH = 1;
    private static final int FINISH = 2;

    private static final int INPUT = 16 * 1024;
    private static final int PIECE = 8 * 1024;

    /// Variables that the library reads and writes.
    private static final int AVAILABLE_IN = 0;
    private static final int NEXT_IN = 8;
    private static final int AVAILABLE_OUT = 16;
    private static final int NEXT_OUT = 24;
    private static final int SIZE = 32;
    private static final int VARIABLES = 40;

    private final MemorySegment variables = Arena.ofAuto().allocate(VARIABLES, 8);
    private final MemorySegment input = Arena.ofAuto().allocate(INPUT);
    private final byte[] piece = new byte[PIECE];
    private long state;
    private long taken;
    private long given;

    /// @param quality 0 to 11
    /// @param window its size as a power of two, 10 to 24
    /// @param block the largest block as a power of two, 16 to 24, or 0 for the library's choice
    public Brotli(int quality, int window, int block) throws CompressionException {
        state = CREATE.call(0, 0, 0);
        if (state == 0) {
            throw new CompressionException("no Brotli encoder");
        }
        SET_PARAMETER.call(state, QUALITY, quality);
        SET_PARAMETER.call(state, WINDOW, window);
        SET_PARAMETER.call(state, BLOCK, block);
    }

    /// Why Brotli can't be had on this machine; null if it can.
    public static @Nullable String missing() {
        return LIBRARY.present() ? null : LIBRARY.file() + " isn't installed (Debian and Ubuntu: apt install libbrotli1)";
    }

    @Override
    public void compress(byte[] bytes, int offset, int length, Output out) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int count = Math.min(INPUT, end - at);
            MemorySegment.copy(bytes, at, input, JAVA_BYTE, 0, count);
            at += count;
            variables.set(JAVA_LONG, NEXT_IN, input.address());
            variables.set(JAVA_LONG, AVAILABLE_IN, count);
            while (variables.get(JAVA_LONG, AVAILABLE_IN) != 0) {
                step(PROCESS);
                give(out);
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
        variables.set(JAVA_LONG, AVAILABLE_IN, 0);
        variables.set(JAVA_LONG, NEXT_IN, 0);
        step(operation);
        while (give(out)) {
            step(operation);
        }
    }

    private void step(int operation) throws CompressionException {
        variables.set(JAVA_LONG, AVAILABLE_OUT, 0);
        variables.set(JAVA_LONG, NEXT_OUT, 0);
        long base = variables.address();
        int done = (int) COMPRESS.call(
                state, operation, base + AVAILABLE_IN, base + NEXT_IN, base + AVAILABLE_OUT, base + NEXT_OUT, 0);
        if (done == 0) {
            throw new CompressionException("Error while compressing data");
        }
    }

    /// Gives what is ready.
    /// @return whether there was anything
    private boolean give(Output out) throws IOException {
        boolean any = false;
        while ((int) HAS_MORE_OUTPUT.call(state) != 0) {
            variables.set(JAVA_LONG, SIZE, PIECE);
            long address = TAKE_OUTPUT.call(state, variables.address() + SIZE);
            int count = (int) variables.get(JAVA_LONG, SIZE);
            MemorySegment.copy(
                    MemorySegment.ofAddress(address).reinterpret(count), JAVA_BYTE, 0, piece, 0, count);
            given += count;
            any = true;
            out.write(piece, 0, count);
        }
        return any;
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
        if (state != 0) {
            DESTROY.call(state);
            state = 0;
        }
    }
}
