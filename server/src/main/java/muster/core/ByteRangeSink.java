package muster.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import muster.http.ByteRange;
import muster.http.ByteRanges;
import muster.http.HttpException;
import muster.io.OpenFile;
import org.jspecify.annotations.Nullable;

/// Passes on the wanted ranges of one response.
///
/// A body in one piece, a file above all, is cut in any order; one that comes in pieces only if its ranges ascend, since it is
/// never held back. Of a body whose length isn't known beforehand the first 64 KB are: if it ends there, it is a body in one piece.
/// Otherwise all of it goes out, which a client must expect (RFC 9110 §14.2).
final class ByteRangeSink implements BodySink {
    private static final int MOST_HELD = 64 * 1024;

    private final Request request;
    private final BodySink next;
    /// What is held back to learn the length; null while nothing is.
    private @Nullable ByteArrayOutputStream held;
    private boolean decided;
    /// What to send; null for everything.
    private @Nullable List<ByteRange> ranges;
    /// What stands before each range in a multipart body; null for a single range.
    private byte @Nullable [][] heads;
    private byte[] tail = {};
    /// How much of the body was seen.
    private long position;
    /// The range that is being sent or comes next.
    private int current;

    ByteRangeSink(Request request, BodySink next) {
        this.request = request;
        this.next = next;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (holds(bytes, offset, length)) {
            return;
        }
        decide(length);
        if (ranges == null) {
            next.write(bytes, offset, length);
            return;
        }
        long start = position;
        position += length;
        for (ByteRange range = piece(start); range != null; range = piece(start)) {
            long from = Math.max(range.first(), start);
            long to = Math.min(range.last() + 1, position);
            beginIfHere(range, start);
            next.write(bytes, offset + (int) (from - start), (int) (to - from));
            if (!finished(range)) {
                return;
            }
        }
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        release();
        decide(length);
        if (ranges == null) {
            next.writeFile(file, offset, length);
            return;
        }
        long start = position;
        position += length;
        for (ByteRange range = piece(start); range != null; range = piece(start)) {
            long from = Math.max(range.first(), start);
            long to = Math.min(range.last() + 1, position);
            beginIfHere(range, start);
            next.writeFile(file, offset + from - start, to - from);
            if (!finished(range)) {
                return;
            }
        }
    }

    @Override
    public void flush() throws IOException {
        release();
        decide(0);
        next.flush();
    }

    @Override
    public void end() throws IOException {
        if (held != null) {
            request.response().contentLength(held.size());
            release();
        }
        decide(0);
        if (tail.length > 0) {
            next.write(tail, 0, tail.length);
        }
        next.end();
    }

    /// Holds a piece back, if that may still help.
    private boolean holds(byte[] bytes, int offset, int length) throws IOException {
        if (decided || !ByteRangeFilter.needsLength(request)) {
            return false;
        }
        ByteArrayOutputStream kept = held;
        if (kept == null) {
            kept = new ByteArrayOutputStream();
            held = kept;
        }
        if (kept.size() + length > MOST_HELD) {
            release();
            return false;
        }
        kept.write(bytes, offset, length);
        return true;
    }

    private void release() throws IOException {
        ByteArrayOutputStream kept = held;
        if (kept != null) {
            held = null;
            byte[] bytes = kept.toByteArray();
            decide(bytes.length);
            write(bytes, 0, bytes.length);
        }
    }

    /// The current range, if some of it lies in the piece from `start` to [#position].
    private @Nullable ByteRange piece(long start) {
        List<ByteRange> wanted = ranges;
        if (wanted == null || current == wanted.size()) {
            return null;
        }
        ByteRange range = wanted.get(current);
        return range.first() < position && range.last() >= start ? range : null;
    }

    private void beginIfHere(ByteRange range, long start) throws IOException {
        if (heads != null && range.first() >= start) {
            next.write(heads[current], 0, heads[current].length);
        }
    }

    private boolean finished(ByteRange range) {
        if (range.last() >= position) {
            return false;
        }
        current++;
        return true;
    }

    private void decide(long firstPiece) throws IOException {
        if (decided) {
            return;
        }
        decided = true;
        Response response = request.response();
        if (response.committed()) {
            return;
        }
        switch (ByteRangeFilter.wanted(request)) {
            case ByteRanges.Whole _ -> {}
            case ByteRanges.Unsatisfiable _ -> {
                response.errorHeaders().set("Content-Range", ByteRange.unsatisfiedRange(response.contentLength()));
                throw new LateRefusal(new HttpException(416, "no range of " + request.header("Range") + " exists"));
            }
            case ByteRanges.Parts(var parts) -> {
                if (firstPiece == response.contentLength() || ascending(parts)) {
                    cut(parts, response);
                }
            }
        }
    }

    private static boolean ascending(List<ByteRange> parts) {
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).first() <= parts.get(i - 1).last()) {
                return false;
            }
        }
        return true;
    }

    private void cut(List<ByteRange> parts, Response response) {
        ranges = parts;
        long total = response.contentLength();
        response.status(206);
        if (parts.size() == 1) {
            response.contentLength(parts.getFirst().length());
            response.headers().set("Content-Range", parts.getFirst().contentRange(total));
            return;
        }
        String boundary = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        String start = "\r\n--" + boundary + "\r\n";
        String type = ContentType.of(request);
        if (type != null) {
            start += "Content-type: " + type + "\r\n";
        }
        var partHeads = new byte[parts.size()][];
        long length = 0;
        for (int i = 0; i < partHeads.length; i++) {
            partHeads[i] = bytes(start + "Content-range: " + parts.get(i).contentRange(total) + "\r\n\r\n");
            length += partHeads[i].length + parts.get(i).length();
        }
        heads = partHeads;
        tail = bytes("\r\n--" + boundary + "--\r\n");
        response.contentLength(length + tail.length);
        response.contentType("multipart/byteranges; boundary=" + boundary);
        response.charset(null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
