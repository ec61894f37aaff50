package muster.modules.filters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import muster.core.Request;
import muster.core.RequestBody;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// A request's content that is kept as it is read, so that an internal redirect can read it again.
final class KeptBody implements RequestBody {
    private static final int TOO_LARGE = 413;

    private final Request request;
    private final RequestBody next;
    private final long most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean complete;

    KeptBody(Request request, RequestBody next, long most) {
        this.request = request;
        this.next = next;
        this.most = most;
    }

    @Override
    public boolean present() {
        return next.present();
    }

    @Override
    public long length() {
        return next.length();
    }

    @Override
    public long received() {
        return next.received();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException, HttpException {
        if (next.length() > most) {
            throw tooLarge(1412, next.length());
        }
        int n = next.read(into, offset, length);
        if (n < 0) {
            complete = true;
            return n;
        }
        if (kept.size() + (long) n > most) {
            throw tooLarge(1413, kept.size() + (long) n);
        }
        kept.write(into, offset, n);
        return n;
    }

    private HttpException tooLarge(int number, long length) {
        request.log()
                .error(
                        "request",
                        number,
                        "Requested content-length of " + length + " is larger than the configured limit of " + most);
        return new HttpException(TOO_LARGE, "");
    }

    /// All of the content; null if it hasn't been read to its end.
    byte @Nullable [] content() {
        return complete ? kept.toByteArray() : null;
    }

    /// What was kept, once more.
    static final class Again implements RequestBody {
        private final byte[] content;
        private final RequestBody sent;
        private int at;

        Again(byte[] content, RequestBody sent) {
            this.content = content;
            this.sent = sent;
        }

        @Override
        public boolean present() {
            return true;
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(length, content.length - at);
            if (count == 0) {
                return -1;
            }
            System.arraycopy(content, at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public long received() {
            return sent.received();
        }
    }
}
