package muster.core.http1;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import muster.core.BodySink;
import muster.core.ContentType;
import muster.core.Idle;
import muster.core.LastFields;
import muster.core.Request;
import muster.core.Response;
import muster.core.ServerSettings;
import muster.core.Slot;
import muster.http.HeaderFields;
import muster.http.Status;
import muster.http.h1.ResponseHead;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.OpenFile;
import muster.io.Ready;
import muster.io.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The last of a response's sinks: frames head and body (RFC 9112 §6) and hands them to the connection, in as few calls as
/// possible.
///
/// A body of unknown length is held back while it fits the slot's buffer: if it ends there, its length is known after all. Whatever
/// is the rest of a response is sent without the slot: a client that reads slowly keeps nobody from working.
final class ResponseWriter implements BodySink {
    /// The head goes to the front of the slot's buffer, a body that is held back behind this.
    private static final int HEAD_ROOM = 8 * 1024;
    /// Room for the fields that this class adds itself.
    private static final int OWN_FIELDS = 512;
    private static final int CHUNK_FRAME = 20;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NOT_MODIFIED = 304;

    private static final byte[] CONTENT_LENGTH = latin1("Content-Length: ");
    private static final byte[] CHUNKED = latin1("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = latin1("Connection: close\r\n");
    private static final byte[] UPGRADE = latin1("Connection: Upgrade\r\n");
    private static final byte[] LAST_CHUNK = latin1("0\r\n\r\n");
    private static final byte[] CONTINUE = latin1("HTTP/1.1 100 Continue\r\n\r\n");

    private enum Framing {
        /// The response has no body, whatever its head says.
        NONE,
        LENGTH,
        CHUNKED,
        /// The end of the connection is the end of the body.
        UNTIL_CLOSE
    }

    private final Request request;
    private final Response response;
    private final Connection transport;
    private final Seat seat;
    private final ResponseHead encoder;
    private final KeepAlive keepAlive;
    private final int timeoutMillis;

    private Framing framing = Framing.NONE;
    private boolean committed;
    private boolean ended;
    /// Bytes of the body that wait behind HEAD_ROOM for the head to be committed.
    private int held;
    /// Bytes at the front of the slot's buffer that wait to be sent.
    private int pending;
    /// What is still to come of a body of known length.
    private long remaining;
    private long headBytes;
    private long bodyBytes;
    private boolean accounted;

    ResponseWriter(Request request, Seat seat, ResponseHead encoder, KeepAlive keepAlive) {
        this.request = request;
        this.response = request.response();
        this.transport = request.connection().transport();
        this.seat = seat;
        this.encoder = encoder;
        this.keepAlive = keepAlive;
        this.timeoutMillis = request.host().settings().get(ServerSettings.TIMEOUT);
    }

    /// Whether nothing of the final response has been sent: an interim one still may be.
    boolean untouched() {
        return !committed;
    }

    /// Tells a client that waits with its content to go on (RFC 9110 §10.1.1).
    void sendContinue() throws IOException {
        transport.write(CONTINUE, 0, CONTINUE.length, false, timeoutMillis);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (!committed) {
            if (response.contentLength() < 0 && HEAD_ROOM + held + length <= Slot.OUTPUT_SIZE) {
                System.arraycopy(bytes, offset, seat.slot().output, HEAD_ROOM + held, length);
                held += length;
                return;
            }
            commit();
        }
        body(bytes, offset, length);
    }

    private void body(byte[] bytes, int offset, int length) throws IOException {
        switch (framing) {
            case NONE -> {}
            case LENGTH -> {
                int taken = (int) Math.min(length, remaining);
                remaining -= taken;
                bodyBytes += taken;
                put(bytes, offset, taken, remaining == 0);
            }
            case UNTIL_CLOSE -> {
                bodyBytes += length;
                put(bytes, offset, length, false);
            }
            case CHUNKED -> {
                bodyBytes += length;
                room(CHUNK_FRAME);
                byte[] output = seat.slot().output;
                pending = hex(length, output, pending);
                pending = ResponseHead.lineEnd(output, pending);
                put(bytes, offset, length, false);
                room(CHUNK_FRAME);
                pending = ResponseHead.lineEnd(seat.slot().output, pending);
            }
        }
    }

    /// @param last whether nothing follows: then waiting for the client needs no slot
    private void put(byte[] bytes, int offset, int length, boolean last) throws IOException {
        Slot slot = seat.slot();
        int free = slot.output.length - pending;
        if (length <= free) {
            System.arraycopy(bytes, offset, slot.output, pending, length);
            pending += length;
            return;
        }
        drain(true, false);
        send(bytes, offset, length, last);
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        if (length == 0) {
            return;
        }
        commit();
        switch (framing) {
            case NONE -> {}
            case LENGTH -> {
                long taken = Math.min(length, remaining);
                remaining -= taken;
                bodyBytes += taken;
                drain(true, false);
                sendFile(file, offset, taken, remaining == 0);
            }
            case UNTIL_CLOSE -> {
                bodyBytes += length;
                drain(true, false);
                sendFile(file, offset, length, false);
            }
            case CHUNKED -> {
                bodyBytes += length;
                room(CHUNK_FRAME);
                pending = ResponseHead.lineEnd(seat.slot().output, hex(length, seat.slot().output, pending));
                drain(true, false);
                sendFile(file, offset, length, false);
                pending = ResponseHead.lineEnd(seat.slot().output, pending);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        commit();
        drain(false, false);
    }

    @Override
    public void forget() {
        held = 0;
    }

    @Override
    public void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        if (!committed) {
            if (!response.raw() && response.contentLength() < 0 && (held > 0 || !request.isHead())) {
                response.contentLength(held);
            }
            commit();
        }
        if (framing == Framing.CHUNKED) {
            room(LAST_CHUNK.length);
            pending = ResponseHead.copy(LAST_CHUNK, seat.slot().output, pending);
        }
        if (framing == Framing.LENGTH && remaining > 0) {
            // Less came than was promised: the client can only learn it from the connection's end.
            keepAlive.refuse();
        }
        drain(false, true);
        response.sent(headBytes, bodyBytes);
    }

    private void commit() throws IOException {
        if (committed) {
            return;
        }
        committed = true;
        response.commit();
        LastFields.complete(request);
        if (response.raw()) {
            commitRaw();
            return;
        }
        chooseFraming();
        Slot slot = seat.slot();
        boolean describes = response.status() != NOT_MODIFIED;
        String type = describes ? ContentType.of(request) : null;
        String coding = describes ? response.contentEncoding() : null;
        String languages = describes ? languages() : null;
        int size = ResponseHead.sizeOf(response.headers())
                + ResponseHead.sizeOf(response.errorHeaders())
                + OWN_FIELDS
                + length(type)
                + length(coding)
                + length(languages);
        if (size <= HEAD_ROOM) {
            pending = content(slot.output, head(slot.output), type, coding, languages);
            headBytes += pending;
        } else {
            byte[] large = new byte[size];
            int length = content(large, head(large), type, coding, languages);
            headBytes += length;
            transport.write(large, 0, length, true, timeoutMillis);
        }
        if (held > 0) {
            int count = held;
            held = 0;
            if (framing == Framing.CHUNKED) {
                body(Arrays.copyOfRange(slot.output, HEAD_ROOM, HEAD_ROOM + count), 0, count);
            } else if (framing != Framing.NONE) {
                System.arraycopy(slot.output, HEAD_ROOM, slot.output, pending, count);
                pending += count;
                bodyBytes += count;
                remaining -= count;
            }
        }
    }

    /// The head is part of what was written.
    private void commitRaw() throws IOException {
        framing = Framing.UNTIL_CLOSE;
        keepAlive.refuse();
        pending = held;
        bodyBytes += held;
        System.arraycopy(seat.slot().output, HEAD_ROOM, seat.slot().output, 0, held);
        held = 0;
    }

    private void chooseFraming() {
        int status = response.status();
        boolean bodiless = Status.isBodiless(status);
        if (bodiless || request.isHead()) {
            framing = Framing.NONE;
            if (bodiless) {
                response.contentLength(-1);
            }
        } else if (response.contentLength() >= 0) {
            framing = Framing.LENGTH;
            remaining = response.contentLength();
        } else if (request.protocol() >= 1001) {
            framing = Framing.CHUNKED;
        } else {
            framing = Framing.UNTIL_CLOSE;
            keepAlive.refuse();
        }
    }

    /// Fields in httpd's order, which [Response] tells; those about the content come after these.
    private int head(byte[] into) {
        HeaderFields headers = response.headers();
        HeaderFields errorHeaders = response.errorHeaders();
        int at = encoder.start(
                into, 0, response.status(), response.reason(), System.currentTimeMillis() / 1000);
        at = fields(errorHeaders, 0, errorHeaders.size(), into, at);
        int before = Math.min(response.lengthPlace(), headers.size());
        at = fields(headers, 0, before, into, at);
        if (response.contentLength() >= 0) {
            at = ResponseHead.number(into, at, CONTENT_LENGTH, response.contentLength());
        }
        at = fields(headers, before, headers.size(), into, at);
        at = connection(into, at);
        if (framing == Framing.CHUNKED) {
            at = ResponseHead.copy(CHUNKED, into, at);
        }
        return at;
    }

    private static int content(
            byte[] into, int at, @Nullable String type, @Nullable String coding, @Nullable String languages) {
        int end = at;
        if (type != null) {
            end = ResponseHead.field(into, end, "Content-Type", type);
        }
        if (coding != null) {
            end = ResponseHead.field(into, end, "Content-Encoding", coding);
        }
        if (languages != null) {
            end = ResponseHead.field(into, end, "Content-Language", languages);
        }
        return ResponseHead.lineEnd(into, end);
    }

    private @Nullable String languages() {
        List<String> tags = response.contentLanguages();
        return switch (tags.size()) {
            case 0 -> null;
            case 1 -> tags.getFirst();
            default -> String.join(",", tags);
        };
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private int connection(byte[] into, int at) {
        if (response.status() == SWITCHING_PROTOCOLS) {
            keepAlive.refuse();
            return ResponseHead.copy(UPGRADE, into, at);
        }
        if (!keepAlive.decide(request)) {
            return ResponseHead.copy(CLOSE, into, at);
        }
        byte[] announcement = keepAlive.announcement(request);
        return announcement == null ? at : ResponseHead.copy(announcement, into, at);
    }

    private int fields(HeaderFields fields, int from, int to, byte[] into, int at) {
        int end = at;
        for (int i = from; i < to; i++) {
            if (isOwn(fields.name(i))) {
                continue;
            }
            int next = ResponseHead.field(into, end, fields.name(i), fields.value(i));
            if (next == end) {
                request.log().error("core", 2430, "Response header '" + fields.name(i) + "' is not sent: it holds a line end");
            }
            end = next;
        }
        return end;
    }

    /// Fields that only this class may say: two voices on framing are how responses get split.
    private static boolean isOwn(String name) {
        return switch (name.length()) {
            case 4 -> name.equalsIgnoreCase("Date");
            case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
            case 14 -> name.equalsIgnoreCase("Content-Length");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            default -> false;
        };
    }

    /// Makes room for a little more at the front of the slot's buffer.
    private void room(int bytes) throws IOException {
        if (pending + bytes > seat.slot().output.length) {
            drain(true, false);
        }
    }

    /// Sends what is pending.
    private void drain(boolean more, boolean last) throws IOException {
        Slot slot = seat.held();
        if (pending == 0 || slot == null) {
            return;
        }
        int length = pending;
        pending = 0;
        send(slot.output, 0, length, more, last, true);
    }

    private void send(byte[] bytes, int offset, int length, boolean last) throws IOException {
        send(bytes, offset, length, false, last, false);
    }

    private void send(byte[] bytes, int offset, int length, boolean more, boolean last, boolean fromSlot)
            throws IOException {
        byte[] from = bytes;
        int at = offset;
        int end = offset + length;
        boolean idle = false;
        while (at < end) {
            int n = transport.tryWrite(from, at, end - at, more);
            if (n != Connection.WOULD_WAIT) {
                at += n;
                continue;
            }
            if (last && !idle) {
                idle = true;
                if (fromSlot && seat.shared()) {
                    from = Arrays.copyOfRange(from, at, end);
                    end -= at;
                    at = 0;
                }
                restWhileWriting();
            }
            awaitWritable();
        }
        if (idle) {
            seat.resumes(Idle.WRITING);
        }
    }

    private void sendFile(OpenFile file, long offset, long length, boolean last) throws IOException {
        long at = offset;
        long end = offset + length;
        boolean idle = false;
        while (at < end) {
            long n = transport.trySendFile(file.descriptor(), at, end - at);
            if (n > 0) {
                at += n;
            } else if (n == 0) {
                throw new IOException("a file became shorter while it was sent");
            } else {
                if (last && !idle) {
                    idle = true;
                    restWhileWriting();
                }
                awaitWritable();
            }
        }
        if (idle) {
            seat.resumes(Idle.WRITING);
        }
    }

    /// The response is made and only has to be read: the slot can go to somebody else.
    private void restWhileWriting() {
        if (seat.shared()) {
            account(seat.held());
        }
        seat.rest();
        seat.idles(Idle.WRITING);
    }

    private void awaitWritable() throws IOException {
        if (transport.awaitWritable(Deadline.inMillis(timeoutMillis)) == Ready.TIMED_OUT) {
            throw new TimeoutException("writing");
        }
    }

    /// The response is over, well or not: enters it in the scoreboard, once.
    void finished() {
        if (!ended) {
            response.sent(headBytes, bodyBytes);
        }
        account(seat.held());
    }

    private void account(@Nullable Slot slot) {
        if (slot != null && !accounted) {
            accounted = true;
            slot.row().end(headBytes + bodyBytes, (System.nanoTime() - request.startNanos()) / 1000);
        }
    }

    private static int hex(long value, byte[] into, int at) {
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        for (int i = 0; i < digits; i++) {
            into[at + i] = (byte) "0123456789abcdef".charAt((int) (value >>> 4 * (digits - 1 - i)) & 0xF);
        }
        return at + digits;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
