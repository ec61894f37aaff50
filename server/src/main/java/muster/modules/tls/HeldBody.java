package muster.modules.tls;

import java.io.IOException;
import muster.core.RequestBody;
import muster.http.HttpException;

/// Content that was read before its time: what the client sends next is to be its certificate, so nothing of its request may stand
/// before that.
final class HeldBody implements RequestBody {
    private static final int TOO_LARGE = 413;
    private static final int STEP = 8 * 1024;

    private final byte[] content;
    private final int length;
    private int at;

    private HeldBody(byte[] content, int length) {
        this.content = content;
        this.length = length;
    }

    /// Reads all of a body.
    /// @throws HttpException 413 if it is longer than `most`
    static HeldBody of(RequestBody body, int most) throws HttpException, IOException {
        byte[] held = new byte[Math.min(STEP, most + 1)];
        int length = 0;
        for (int n = body.read(held, 0, held.length); n > 0; n = body.read(held, length, held.length - length)) {
            length += n;
            if (length > most) {
                throw new HttpException(TOO_LARGE, 2018, "request body exceeds maximum size (" + most + ") for SSL buffer");
            }
            if (length == held.length) {
                held = java.util.Arrays.copyOf(held, Math.min(most + 1, 2 * held.length));
            }
        }
        return new HeldBody(held, length);
    }

    @Override
    public boolean present() {
        return length > 0;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        if (at == length) {
            return -1;
        }
        int n = Math.min(most, length - at);
        System.arraycopy(content, at, into, offset, n);
        at += n;
        return n;
    }

    @Override
    public long received() {
        return length;
    }
}
