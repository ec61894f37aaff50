package muster.modules.filters.compression;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.DeferredSink;
import muster.core.LateRefusal;
import muster.core.Request;
import muster.core.Response;
import muster.http.HttpException;
import muster.log.LogLevel;

/// The output filter INFLATE: unpacks a response with `Content-Encoding: gzip`, so that other filters can work on it.
final class GunzipSink extends ContentSink {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int INTERNAL_ERROR = 500;

    private final Request request;
    private final GzipHead head = new GzipHead();
    private final GzipTail tail = new GzipTail();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final Ratio.Watch watch;
    private final byte[] piece = new byte[8 * 1024];
    private boolean checked;
    /// Whether this is no deflated stream after all.
    private boolean plain;

    private GunzipSink(Request request, BodySink next) {
        super(next);
        this.request = request;
        this.watch = new Ratio.Watch(request.get(Ratio.SLOT));
        request.whenDone(inflater::end);
    }

    static BodySink attach(Request request, BodySink next) {
        return new DeferredSink() {
            @Override
            protected BodySink choose() {
                return applies(request) && request.response().status() != NOT_MODIFIED
                        ? new GunzipSink(request, next)
                        : next;
            }
        };
    }

    private static boolean applies(Request request) {
        Response response = request.response();
        if (request.main() != null
                || request.previous() != null
                || response.status() == NO_CONTENT
                || response.headers().has("Content-Range")
                || !removeCoding(response)) {
            return false;
        }
        response.contentLength(-1);
        response.headers().remove("Content-MD5");
        request.host()
                .settings()
                .get(DeflateSettings.SLOT)
                .alterTag()
                .apply(response.headers(), "-gunzip");
        return true;
    }

    private static boolean removeCoding(Response response) {
        if (response.headers().has("Content-Encoding")) {
            return OutermostGzip.removeFrom(response.headers());
        }
        if (response.errorHeaders().has("Content-Encoding")) {
            return OutermostGzip.removeFrom(response.errorHeaders());
        }
        String codings = response.contentEncoding();
        String left = codings == null ? null : OutermostGzip.removed(codings);
        if (left != null) {
            response.contentEncoding(left.isEmpty() ? null : left);
        }
        return left != null;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (plain) {
                next.write(bytes, at, end - at);
                return;
            }
            if (!head.done()) {
                at += head.take(bytes, at, end - at);
                check();
            } else if (!inflater.finished()) {
                inflate(bytes, at, end - at);
                at = end - inflater.getRemaining();
            } else if (tail.complete()) {
                log(LogLevel.DEBUG, 1407, "Zlib: " + (end - at) + " bytes of garbage at the end of compressed stream.");
                return;
            } else {
                at += tail.take(bytes, at, end - at);
            }
        }
    }

    private void check() throws IOException {
        if (checked || !head.known()) {
            return;
        }
        checked = true;
        switch (head.fault()) {
            case METHOD -> {
                log(LogLevel.DEBUG, 1404, "inflate: data not deflated!");
                plain = true;
                byte[] raw = head.raw();
                next.write(raw, 0, raw.length);
            }
            case MAGIC -> throw refusal(LogLevel.ERROR, 1405, "inflate: bad header");
            case FLAGS -> throw refusal(LogLevel.ERROR, 2620, "inflate: bad flags %02x".formatted(head.flags()));
            case NONE -> {}
        }
    }

    private void inflate(byte[] bytes, int offset, int length) throws IOException {
        inflater.setInput(bytes, offset, length);
        while (!inflater.finished()) {
            int count;
            try {
                count = inflater.inflate(piece);
            } catch (DataFormatException wrong) {
                throw refusal(LogLevel.WARN, 1409, "Zlib error -3 inflating data (" + wrong.getMessage() + ")");
            }
            if (!watch.allows(inflater.getBytesRead(), inflater.getBytesWritten())) {
                Ratio ratio = request.get(Ratio.SLOT);
                throw refusal(
                        LogLevel.WARN,
                        2650,
                        "Inflated content ratio is larger than the configured limit " + ratio.limit() + " by "
                                + ratio.burst() + " time(s)");
            }
            if (count == 0) {
                return;
            }
            checksum.update(piece, 0, count);
            next.write(piece, 0, count);
        }
    }

    @Override
    public void end() throws IOException {
        if (!plain) {
            log(
                    LogLevel.DEBUG,
                    1398,
                    "Zlib: Inflated " + inflater.getBytesRead() + " to " + inflater.getBytesWritten() + " : URL "
                            + request.path());
            if (!tail.complete()) {
                throw refusal(LogLevel.ERROR, 1401, "Zlib: Validation bytes not present");
            }
            if (!tail.checksumIs(checksum.getValue())) {
                throw refusal(LogLevel.ERROR, 1399, "Zlib: Checksum of inflated stream invalid");
            }
            if (!tail.lengthIs(inflater.getBytesWritten())) {
                throw refusal(LogLevel.ERROR, 1400, "Zlib: Length of inflated stream invalid");
            }
        }
        next.end();
    }

    private void log(LogLevel level, int number, String message) {
        request.log().write(level, DeflateModule.NAME, number, message);
    }

    private LateRefusal refusal(LogLevel level, int number, String message) {
        log(level, number, message);
        return new LateRefusal(new HttpException(INTERNAL_ERROR, ""));
    }
}
