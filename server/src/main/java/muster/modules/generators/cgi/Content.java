package muster.modules.generators.cgi;

import java.io.IOException;
import muster.core.RequestBody;
import muster.http.HttpException;
import muster.io.Spool;
import org.jspecify.annotations.Nullable;

/// A request's content on its way to a program: as the client sends it, or, when only its end tells its length, from where it was kept.
final class Content {
    private final @Nullable RequestBody live;
    private final @Nullable Spool kept;
    private long taken;

    Content(RequestBody live) {
        this.live = live;
        this.kept = null;
    }

    Content(Spool kept) {
        this.live = null;
        this.kept = kept;
    }

    /// Reads all of a body.
    static void keep(RequestBody body, Spool into) throws IOException, HttpException {
        var piece = new byte[8192];
        for (int n = body.read(piece, 0, piece.length); n > 0; n = body.read(piece, 0, piece.length)) {
            into.write(piece, 0, n);
        }
    }

    /// -1 if it isn't known.
    long length() {
        return kept != null ? kept.length() : live != null && live.present() ? live.length() : 0;
    }

    /// A count, or -1 at the end.
    int read(byte[] into) throws IOException, HttpException {
        if (live != null) {
            return live.present() ? live.read(into, 0, into.length) : -1;
        }
        int n = kept == null ? 0 : kept.read(taken, into, 0, into.length);
        taken += n;
        return n == 0 ? -1 : n;
    }
}
