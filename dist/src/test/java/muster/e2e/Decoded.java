package muster.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import muster.foreign.NativeLibrary;

/// Undoes the content codings of responses.
final class Decoded {
    private static final int LARGEST = 8 << 20;

    private Decoded() {}

    /// A response with its content coding undone; as it is, if it is only a part, or isn't what it says.
    static Reply of(Reply reply) {
        try {
            String body = reply.status() == 206 ? reply.body() : decoded(reply.header("Content-Encoding"), reply.body());
            return new Reply(reply.statusLine(), reply.status(), reply.fields(), body);
        } catch (IOException notCoded) {
            return reply;
        }
    }

    private static String decoded(String codings, String body) throws IOException {
        String result = body;
        String[] all = codings.split(", *");
        for (int i = all.length - 1; i >= 0 && !result.isEmpty(); i--) {
            result = switch (all[i]) {
                case "gzip" -> gunzipped(result);
                case "br" -> text("libbrotlidec.so.1", "BrotliDecoderDecompress", result);
                default -> result;
            };
        }
        return result;
    }

    private static String gunzipped(String body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /// @param function `int f(size_t encoded, const uint8_t *from, size_t *decoded, uint8_t *to)`
    private static String text(String library, String function, String body) throws IOException {
        try (var arena = Arena.ofConfined()) {
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            MemorySegment from = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            MemorySegment to = arena.allocate(LARGEST);
            MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, LARGEST);
            long done = NativeLibrary.open(library)
                    .function(function)
                    .call(bytes.length, from.address(), size.address(), to.address());
            if ((int) done != 1) {
                throw new IOException("can't be decoded: " + body.length() + " bytes");
            }
            long length = size.get(ValueLayout.JAVA_LONG, 0);
            return new String(to.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
        }
    }
}
