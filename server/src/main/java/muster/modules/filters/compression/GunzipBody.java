package muster.modules.filters.compression;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import muster.core.DirectorySettings;
import muster.core.Request;
import muster.core.RequestBody;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.log.LogLevel;

/// The input filter DEFLATE: unpacks what a client sends with `Content-Encoding: gzip`, within the limits of [Ratio].
final class GunzipBody implements RequestBody {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final Request request;
    private final RequestBody next;
    private final GzipHead head = new GzipHead();
    private final GzipTail tail = new GzipTail();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final Ratio.Watch watch;
    private final long most;
    private final byte[] piece = new byte[8 * 1024];
    /// What of the piece is still to be looked at.
    private int from;
    private int to;
    private boolean ended;

    private GunzipBody(Request request, RequestBody next) {
        this.request = request;
        this.next = next;
        Ratio ratio = request.get(Ratio.SLOT);
        this.watch = new Ratio.Watch(ratio);
        this.most = ratio.most() > 0 ? ratio.most() : request.get(DirectorySettings.LIMIT_REQUEST_BODY);
        request.whenDone(inflater::end);
    }

    /// The filter for a request; `next` if its content isn't packed. Header fields then tell of the unpacked content, so that a
    /// program doesn't unpack it again.
    static RequestBody attach(Request request, RequestBody next) {
        HeaderFields headers = request.headers();
        if (request.main() != null
                || request.previous() != null
                || headers.has("Content-Range")
                || !OutermostGzip.removeFrom(headers)) {
            return next;
        }
        headers.remove("Content-Length");
        headers.remove("Content-MD5");
        return new GunzipBody(request, next);
    }

    @Override
    public boolean present() {
        return next.present();
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public long received() {
        return next.received();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException, HttpException {
        while (!ended) {
            if (from == to && inflater.needsInput() && !refill()) {
                break;
            }
            if (!head.done()) {
                readHead();
            } else if (!inflater.finished()) {
                int count = inflate(into, offset, length);
                if (count > 0) {
                    return count;
                }
            } else {
                readTail();
            }
        }
        return -1;
    }

    /// @return false at the end, when everything is as it should be
    private boolean refill() throws IOException, HttpException {
        int count = next.read(piece, 0, piece.length);
        if (count > 0) {
            from = 0;
            to = count;
            return true;
        }
        ended = true;
        if (!head.begun()) {
            return false;
        }
        if (!head.known()) {
            throw refusal(LogLevel.ERROR, 2619, "Encountered premature end-of-stream while reading inflate header");
        }
        if (!tail.complete()) {
            throw refusal(LogLevel.ERROR, 2481, "Encountered premature end-of-stream while inflating");
        }
        return false;
    }

    private void readHead() throws HttpException {
        from += head.take(piece, from, to - from);
        if (!head.known()) {
            return;
        }
        switch (head.fault()) {
            case MAGIC, METHOD -> throw refusal(LogLevel.WARN, 1387, "Zlib: Invalid header");
            case FLAGS ->
                throw refusal(LogLevel.WARN, 1388, "Zlib: Invalid flags %02x".formatted(head.flags()));
            case NONE -> {}
        }
    }

    private int inflate(byte[] into, int offset, int length) throws HttpException {
        if (inflater.needsInput()) {
            inflater.setInput(piece, from, to - from);
            from = to;
        }
        int count;
        try {
            count = inflater.inflate(into, offset, length);
        } catch (DataFormatException wrong) {
            throw refusal(LogLevel.WARN, 1392, "Zlib error -3 inflating data (" + wrong.getMessage() + ")");
        }
        checksum.update(into, offset, count);
        long out = inflater.getBytesWritten();
        if (most > 0 && out > most) {
            log(
                    LogLevel.WARN,
                    2648,
                    "Inflated content length of " + out + " is larger than the configured limit of " + most);
            ended = true;
            throw new HttpException(TOO_LARGE, "");
        }
        if (!watch.allows(inflater.getBytesRead(), out)) {
            Ratio ratio = request.get(Ratio.SLOT);
            throw refusal(
                    LogLevel.WARN,
                    2649,
                    "Inflated content ratio is larger than the configured limit " + ratio.limit() + " by "
                            + ratio.burst() + " time(s)");
        }
        if (inflater.finished()) {
            from = to - inflater.getRemaining();
        }
        return count;
    }

    private void readTail() throws IOException, HttpException {
        if (from == to && !refill()) {
            return;
        }
        if (tail.complete()) {
            throw refusal(LogLevel.ERROR, 2482, "Encountered extra data after compressed data");
        }
        from += tail.take(piece, from, to - from);
        if (!tail.complete()) {
            return;
        }
        log(
                LogLevel.DEBUG,
                1393,
                "Zlib: Inflated " + inflater.getBytesRead() + " to " + inflater.getBytesWritten() + " : URL "
                        + request.path());
        if (!tail.checksumIs(checksum.getValue())) {
            throw refusal(LogLevel.WARN, 1394, "Zlib: CRC error inflating data");
        }
        if (!tail.lengthIs(inflater.getBytesWritten())) {
            throw refusal(
                    LogLevel.WARN,
                    1395,
                    "Zlib: Length " + inflater.getBytesWritten() + " of inflated data does not match expected value "
                            + tail.number(4));
        }
        if (from < to) {
            throw refusal(LogLevel.ERROR, 2485, "Encountered extra data after compressed data");
        }
    }

    private void log(LogLevel level, int number, String message) {
        request.log().write(level, DeflateModule.NAME, number, message);
    }

    private HttpException refusal(LogLevel level, int number, String message) {
        log(level, number, message);
        ended = true;
        return new HttpException(BAD_REQUEST, "");
    }
}
