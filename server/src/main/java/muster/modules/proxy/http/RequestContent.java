package muster.modules.proxy.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.core.Request;
import muster.core.RequestBody;
import muster.http.HttpException;

/// A request's content on its way to a backend: as long as announced, or in chunks.
///
/// What is there at once is read before a connection is taken, so that a client that hesitates doesn't occupy the backend.
final class RequestContent {
    private static final int PIECE = 16 * 1024;
    /// `4000\r\n` before, `\r\n` behind.
    private static final int FRAME = 8;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final RequestBody body;
    private final boolean present;
    private final boolean chunked;
    private byte[] piece = new byte[0];
    private int from;
    private int to;
    private boolean ended;
    private boolean begun;

    RequestContent(Request request) throws HttpException, IOException {
        this.body = request.body();
        this.present = body.present();
        this.chunked = present && body.length() < 0;
        this.ended = !present;
        if (present) {
            next();
        }
    }

    boolean present() {
        return present;
    }

    boolean chunked() {
        return chunked;
    }

    long length() {
        return body.length();
    }

    /// Whether nothing of it has been given away: the request may still go to another connection.
    boolean untouched() {
        return !begun;
    }

    /// Whether anything is to be sent.
    boolean more() {
        return from < to;
    }

    byte[] bytes() {
        return piece;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// So many bytes have been sent; reads on when the piece is at its end.
    void sent(int count) throws HttpException, IOException {
        begun = true;
        from += count;
        if (from == to && !ended) {
            next();
        }
    }

    /// A piece as it is sent, with its frame.
    private void next() throws HttpException, IOException {
        if (piece.length == 0) {
            piece = new byte[PIECE];
        }
        int n = body.read(piece, FRAME, PIECE - 2 * FRAME);
        if (n < 0) {
            ended = true;
            from = 0;
            to = chunked ? LAST_CHUNK.length : 0;
            System.arraycopy(LAST_CHUNK, 0, piece, 0, to);
            return;
        }
        from = FRAME;
        to = FRAME + n;
        if (chunked) {
            byte[] size = (Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            from -= size.length;
            System.arraycopy(size, 0, piece, from, size.length);
            piece[to++] = '\r';
            piece[to++] = '\n';
        }
    }
}
