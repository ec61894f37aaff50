package muster.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What is compressed comes back as it was, in whatever pieces it was given; what was flushed can be read at once.
final class CompressorTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Gzip gzip = new Gzip();

    @Test
    void gzipInPiecesOfEverySize() throws IOException {
        byte[] content = content(200_000);
        for (int size : new int[] {1_000, 16_384, 16_385, 200_000}) {
            out.reset();
            var compressor = gzip.compressor(-1, 15, 9, 8096);
            for (int at = 0; at < content.length; at += size) {
                compressor.compress(content, at, Math.min(size, content.length - at), out::write);
            }
            compressor.finish(out::write);
            assertEquals(content.length, compressor.taken());
            assertEquals(out.size() - 18, compressor.given());
            compressor.close();
            assertArrayEquals(content, new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes());
        }
    }

    @Test
    void theSmallestBufferAndWindow() throws IOException {
        byte[] content = content(50_000);
        var compressor = gzip.compressor(9, 9, 1, 1);
        compressor.compress(content, 0, content.length, out::write);
        compressor.finish(out::write);
        assertArrayEquals(content, new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes());
    }

    @Test
    void whatWasFlushedIsThere() throws IOException {
        var compressor = gzip.compressor(-1, 15, 9, 8096);
        compressor.compress("first".getBytes(), 0, 5, out::write);
        assertEquals(0, out.size());
        compressor.flush(out::write);
        var reader = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()));
        assertEquals("first", new String(reader.readNBytes(5)));
        compressor.close();
        compressor.close();
    }

    @Test
    void nothingAtAll() throws IOException {
        var compressor = gzip.compressor(-1, 15, 9, 8096);
        compressor.finish(out::write);
        assertEquals(0, new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes().length);
    }

    @Test
    void othersComeOutSmaller() throws IOException {
        byte[] content = content(300_000);
        Arrays.fill(content, 100_000, 200_000, (byte) 'x');
        for (Compressor compressor : new Compressor[] {new Brotli(5, 18, 0), new Zstandard(3, 20)}) {
            out.reset();
            compressor.compress(content, 0, 10, out::write);
            compressor.flush(out::write);
            assertTrue(out.size() > 0);
            compressor.compress(content, 10, content.length - 10, out::write);
            compressor.finish(out::write);
            assertEquals(content.length, compressor.taken());
            assertEquals(out.size(), compressor.given());
            assertTrue(out.size() < content.length, "" + out.size());
            compressor.close();
        }
    }

    private static byte[] content(int length) {
        var bytes = new byte[length];
        var random = new Random(7);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(20));
        }
        return bytes;
    }
}
