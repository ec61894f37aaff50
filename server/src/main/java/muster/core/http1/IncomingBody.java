package muster.core.http1;

import java.io.IOException;
import muster.core.DirectorySettings;
import muster.core.ReadTimeouts;
import muster.core.Request;
import muster.core.RequestBody;
import muster.core.ServerSettings;
import muster.http.HttpException;
import muster.http.h1.BodyFraming;
import muster.http.h1.ChunkedDecoder;
import muster.http.h1.HeadParser;
import muster.io.Connection;
import muster.io.Ready;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// The content of a request, taken off the connection as somebody reads it; the rest is discarded afterwards, so that
/// the next request starts where this one ends.
final class IncomingBody implements RequestBody {
    private static final int BODY_TIMEOUT = 1383;

    private final Request request;
    private final Connection transport;
    private final Input input;
    private final Seat seat;
    private final ReadClock clock;
    private final BodyFraming framing;
    private final long length;
    private final @Nullable ChunkedDecoder chunks;
    private final int timeoutMillis;
    private final ResponseWriter writer;

    private boolean clientWaits;
    private boolean started;
    private boolean broken;
    private long received;
    /// What came around the content: sizes and ends of chunks, trailers.
    private long framingBytes;

    IncomingBody(
            Request request,
            HeadParser head,
            Input input,
            Seat seat,
            ReadClock clock,
            ResponseWriter writer,
            @Nullable ChunkedDecoder chunks) {
        this.request = request;
        this.transport = request.connection().transport();
        this.input = input;
        this.seat = seat;
        this.clock = clock;
        this.framing = head.framing();
        this.length = head.contentLength();
        this.clientWaits = head.expectContinue();
        this.chunks = chunks;
        this.writer = writer;
        this.timeoutMillis = request.host().settings().get(ServerSettings.TIMEOUT);
    }

    @Override
    public boolean present() {
        return framing != BodyFraming.NONE;
    }

    @Override
    public long length() {
        return framing == BodyFraming.CHUNKED ? -1 : length;
    }

    @Override
    public long received() {
        return received + framingBytes;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException, HttpException {
        if (atEnd()) {
            return -1;
        }
        begin();
        try {
            long limit = request.get(DirectorySettings.LIMIT_REQUEST_BODY);
            if (limit > 0 && length > limit) {
                throw new HttpException(
                        413,
                        1588,
                        "Requested content-length of " + length + " is larger than the configured limit of " + limit);
            }
            int n = take(into, offset, count);
            if (limit > 0 && received > limit) {
                throw new HttpException(
                        413,
                        1591,
                        "Read content length of " + received + " is larger than the configured limit of " + limit);
            }
            return n;
        } catch (HttpException refusal) {
            broken = true;
            throw reported(refusal);
        } catch (IOException fault) {
            broken = true;
            throw fault;
        }
    }

    /// Says what is wrong with the content, as httpd does: it is the client's fault, and operators need not read of it unless they want
    /// to.
    private HttpException reported(HttpException refusal) {
        if (refusal.number() != 0) {
            String module = refusal.number() == BODY_TIMEOUT ? "reqtimeout" : "http";
            request.log().write(LogLevel.INFO, module, refusal.number(), String.valueOf(refusal.getMessage()));
        }
        return new HttpException(refusal.status(), "");
    }

    /// The first look at the content: its time begins, and a client that waits for a word gets it.
    private void begin() throws IOException {
        if (started) {
            return;
        }
        started = true;
        ReadTimeouts limits = request.host().settings().get(ReadTimeouts.SLOT);
        clock.start(limits.bodyMillis(), limits.bodyMostMillis(), limits.bodyRate());
        if (clientWaits && input.isEmpty() && writer.untouched()) {
            writer.sendContinue();
        }
        clientWaits = false;
    }

    private int take(byte[] into, int offset, int count) throws IOException, HttpException {
        long available = available();
        if (available == 0) {
            return -1;
        }
        int wanted = (int) Math.min(count, available);
        int n;
        if (input.isEmpty()) {
            n = receive(into, offset, wanted);
        } else {
            n = Math.min(wanted, input.to() - input.from());
            System.arraycopy(input.buffer(), input.from(), into, offset, n);
            input.used(input.from() + n);
        }
        received += n;
        if (chunks != null) {
            chunks.take(n);
        }
        return n;
    }

    /// How many bytes of content may be taken before the next framing; 0 at the end.
    private long available() throws IOException, HttpException {
        if (chunks == null) {
            return length - received;
        }
        while (true) {
            if (!input.isEmpty()) {
                int behind = chunks.decode(input.buffer(), input.from(), input.to());
                framingBytes += behind - input.from();
                input.used(behind);
            }
            if (chunks.available() > 0) {
                return chunks.available();
            }
            if (chunks.done()) {
                request.trailers(chunks.trailers());
                if (request.host().settings().get(ServerSettings.MERGE_TRAILERS)) {
                    request.headers().addAll(chunks.trailers());
                }
                return 0;
            }
            int n = input.fill(transport, seat.slot());
            if (n == Connection.WOULD_WAIT) {
                await();
            } else if (n == Connection.END) {
                throw clientLeft();
            } else {
                clock.progress(n);
            }
        }
    }

    private int receive(byte[] into, int offset, int count) throws IOException, HttpException {
        while (true) {
            int n = transport.tryRead(into, offset, count);
            if (n > 0) {
                clock.progress(n);
                return n;
            }
            if (n == Connection.END) {
                throw clientLeft();
            }
            await();
        }
    }

    private void await() throws IOException, HttpException {
        if (transport.awaitReadable(clock.deadline(timeoutMillis), false) == Ready.TIMED_OUT) {
            throw new HttpException(408, BODY_TIMEOUT, "Request body read timeout");
        }
    }

    private HttpException clientLeft() {
        return new HttpException(400, "the client closed the connection before its content was complete");
    }

    /// Whether all of the content has been read: nothing of this request is still to come.
    boolean atEnd() {
        return switch (framing) {
            case NONE -> true;
            case LENGTH -> received == length;
            case CHUNKED -> chunks != null && chunks.done();
        };
    }

    /// Whether the connection stands at the end of this request, or can be brought there by reading at most `most` bytes.
    boolean discardRest(long most) throws IOException {
        if (atEnd()) {
            return true;
        }
        // A client that was told nothing sends nothing, or everything: nobody knows where the next request would begin.
        if (broken || clientWaits || length - received > most) {
            return false;
        }
        begin();
        byte[] discarded = new byte[2048];
        long end = received + most;
        try {
            while (received < end) {
                if (take(discarded, 0, discarded.length) < 0) {
                    return true;
                }
            }
            return atEnd();
        } catch (HttpException fault) {
            broken = true;
            return false;
        }
    }
}
