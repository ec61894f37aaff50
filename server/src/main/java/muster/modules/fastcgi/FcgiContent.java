package muster.modules.fastcgi;

import java.io.IOException;
import muster.core.Request;
import muster.core.RequestBody;
import muster.http.HttpException;
import muster.http.fcgi.RecordWriter;
import muster.io.Spool;
import org.jspecify.annotations.Nullable;

/// A request's content on its way to a backend. It is read whole before a backend is asked, so that no slow client keeps one from
/// working and its length is known however it came: the first of it in memory, more in a file.
public final class FcgiContent implements AutoCloseable {
    private static final int IN_MEMORY = 64 * 1024;
    private static final int PIECE = 32 * 1024;

    private final @Nullable Spool kept;
    private final @Nullable RequestBody live;
    private byte @Nullable [] piece;
    private long taken;

    private FcgiContent(@Nullable Spool kept, @Nullable RequestBody live) {
        this.kept = kept;
        this.live = live;
    }

    /// Reads the content of a request; what follows it is the next request's.
    public static FcgiContent of(Request request) throws HttpException, IOException {
        RequestBody body = request.body();
        if (!body.present()) {
            return new FcgiContent(null, null);
        }
        var kept = new Spool(IN_MEMORY);
        try {
            var bytes = new byte[body.length() >= 0 && body.length() < PIECE ? (int) body.length() + 1 : PIECE];
            for (int n = body.read(bytes, 0, bytes.length); n > 0; n = body.read(bytes, 0, bytes.length)) {
                kept.write(bytes, 0, n);
            }
            return new FcgiContent(kept, null);
        } catch (HttpException | IOException | RuntimeException broken) {
            kept.close();
            throw broken;
        }
    }

    /// The content as it comes from the client, for those who want it at once. Its length must be known.
    public static FcgiContent live(Request request) {
        return new FcgiContent(null, request.body().present() ? request.body() : null);
    }

    /// In bytes.
    public long length() {
        return kept != null ? kept.length() : live != null ? live.length() : 0;
    }

    /// Adds the next piece to some records, and the end after the last.
    /// @return whether there is more
    boolean addTo(RecordWriter records) throws HttpException, IOException {
        if (kept == null && live == null) {
            records.endContent();
            return false;
        }
        byte[] bytes = piece;
        if (bytes == null) {
            bytes = new byte[Math.clamp(length() + 1, 1, PIECE)];
            piece = bytes;
        }
        int n = kept != null ? kept.read(taken, bytes, 0, bytes.length) : live.read(bytes, 0, bytes.length);
        if (n > 0) {
            taken += n;
            records.content(bytes, 0, n);
        }
        if (n <= 0 || taken == length()) {
            records.endContent();
            return false;
        }
        return true;
    }

    /// Starts again from the front, for another backend. False for content that is gone.
    public boolean rewind() {
        boolean possible = live == null || taken == 0;
        if (possible) {
            taken = 0;
        }
        return possible;
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.close();
        }
    }
}
