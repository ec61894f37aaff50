package muster.http.h1;

import java.util.Locale;
import java.util.Set;
import muster.http.CharClass;
import muster.http.HeadLimits;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.http.ProtocolOptions;

/// Takes the framing off content in chunks (RFC 9112 §7.1). It never touches the content: it says how many bytes of a
/// chunk come next, and whoever reads takes them from the buffer or straight from the connection.
///
/// ```
/// SIZE -> SIZE_END -> DATA -> DATA_END -> SIZE ... (size 0) -> TRAILERS -> DONE
///   \-> EXTENSION -/
/// ```
///
/// Always strict, whatever `HttpProtocolOptions` says: a chunk's size read in two ways is a smuggled request.
public final class ChunkedDecoder {
    private enum State {
        SIZE,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_END,
        TRAILERS,
        DONE
    }

    /// Trailers that would change how the message was framed, routed, authenticated or understood (RFC 9110 §6.5.1).
    private static final Set<String> FORBIDDEN = Set.of(
            "authorization", "cache-control", "connection", "content-encoding", "content-length", "content-range", "content-type",
            "cookie", "expect", "host", "keep-alive", "max-forwards", "pragma", "proxy-authorization", "proxy-connection", "range",
            "set-cookie", "te", "trailer", "transfer-encoding", "upgrade");

    private static final int SIZE_DIGITS = 16;
    /// Bytes of extensions that may exceed what the content itself justifies. Without a bound, a client could keep a server
    /// reading for ever without sending content that any limit counts.
    private static final long EXTENSION_BUDGET = 16_384;

    private final FieldLines lines;
    private final HeaderFields trailers = new HeaderFields();
    private State state = State.SIZE;
    private int digits;
    private long size;
    private long left;
    private long extensions;
    private int pending;

    /// @param limits for the trailers
    public ChunkedDecoder(HeadLimits limits) {
        this.lines = new FieldLines(ProtocolOptions.DEFAULT, limits);
    }

    /// Makes ready for the next message.
    public void reset() {
        lines.reset();
        trailers.clear();
        state = State.SIZE;
        digits = 0;
        size = 0;
        left = 0;
        extensions = 0;
        pending = 0;
    }

    /// Reads framing up to the next byte of content, or the end, or the end of what is there. As with [HeadParser#parse], the
    /// bytes given start where the last call stopped.
    ///
    /// @return the offset of the first byte not consumed; if [#available] is above 0, content starts there
    /// @throws HttpException 400: answer, if it isn't too late, and close
    public int decode(byte[] b, int from, int to) throws HttpException {
        int at = from;
        while (at < to) {
            switch (state) {
                case SIZE -> at = size(b, at, to);
                case EXTENSION -> at = extension(b, at, to);
                case SIZE_END -> {
                    expect(b[at++], '\n');
                    endSize();
                }
                case DATA -> {
                    return at;
                }
                case DATA_END -> {
                    expect(b[at++], pending == 0 ? '\r' : '\n');
                    state = ++pending == 2 ? State.SIZE : State.DATA_END;
                }
                case TRAILERS -> {
                    int next = trailer(b, at, to);
                    if (next == FieldLines.INCOMPLETE) {
                        return at;
                    }
                    at = next;
                }
                case DONE -> {
                    return at;
                }
            }
        }
        return at;
    }

    /// How many bytes of content come next, before the next framing; 0 if [#decode] has to be called for more.
    public long available() {
        return left;
    }

    /// So many bytes of content have been taken, at most [#available].
    public void take(long count) {
        left -= count;
        if (left == 0) {
            pending = 0;
            state = State.DATA_END;
        }
    }

    /// Whether the message is complete, trailers included.
    public boolean done() {
        return state == State.DONE;
    }

    /// The trailer fields, when [#done], without those that mean nothing there.
    public HeaderFields trailers() {
        return trailers;
    }

    private int size(byte[] b, int from, int to) throws HttpException {
        int at = from;
        while (at < to) {
            int digit = CharClass.hex(b[at] & 0xFF);
            if (digit < 0) {
                break;
            }
            if (++digits > SIZE_DIGITS || size >>> 59 != 0) {
                throw malformed("chunk size too large");
            }
            size = size << 4 | digit;
            at++;
        }
        if (at == to) {
            return at;
        }
        byte next = b[at++];
        if (digits == 0) {
            throw malformed("no chunk size");
        }
        if (next == '\r') {
            state = State.SIZE_END;
        } else if (next == ';' || CharClass.isBlank(next)) {
            extensions++;
            pending = next == ';' ? 1 : 0;
            state = State.EXTENSION;
        } else {
            throw malformed("a chunk size followed by something else");
        }
        return at;
    }

    /// Blanks, a semicolon (`pending` counts it), and what an extension holds: nothing that could end a line.
    private int extension(byte[] b, int from, int to) throws HttpException {
        for (int at = from; at < to; at++) {
            byte next = b[at];
            if (next == '\r') {
                if (pending == 0) {
                    throw malformed("a chunk size followed by blanks");
                }
                state = State.SIZE_END;
                return at + 1;
            }
            if (!CharClass.is(next, CharClass.VALUE) || pending == 0 && next != ';' && !CharClass.isBlank(next)) {
                throw malformed("a chunk extension with a bad character");
            }
            if (next == ';') {
                pending = 1;
            }
            if (++extensions > EXTENSION_BUDGET) {
                throw malformed("chunk extensions too long");
            }
        }
        return to;
    }

    private void endSize() {
        left = size;
        state = size == 0 ? State.TRAILERS : State.DATA;
        pending = 0;
        // A signature per chunk is fine; a long extension for every byte is not.
        extensions = Math.max(0, extensions - 16 - size / 4);
        size = 0;
        digits = 0;
    }

    /// `pending` is how far an incomplete line is known to hold no LF.
    private int trailer(byte[] b, int at, int to) throws HttpException {
        if (pending > 0 && Lines.find(b, at + pending, to) < 0 && !lines.tooLong(to - at)) {
            pending = to - at;
            return FieldLines.INCOMPLETE;
        }
        pending = 0;
        int before = trailers.size();
        int next = lines.read(b, at, to, trailers);
        if (next == FieldLines.INCOMPLETE) {
            pending = to - at;
        } else if (lines.ended()) {
            state = State.DONE;
        } else if (trailers.size() > before && isForbidden(trailers.name(before))) {
            trailers.removeLast();
        }
        return next;
    }

    private static boolean isForbidden(String name) {
        return FORBIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static void expect(byte found, char wanted) throws HttpException {
        if (found != wanted) {
            throw malformed("a line end that isn't CR LF");
        }
    }

    private static HttpException malformed(String what) {
        return new HttpException(400, 1590, "Error reading/parsing chunk: " + what);
    }
}
