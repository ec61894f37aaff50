package muster.core.http1;

import java.io.IOException;
import muster.core.ClientConnection;
import muster.core.ConnectionProtocol;
import muster.core.Idle;
import muster.core.ReadTimeouts;
import muster.core.Request;
import muster.core.ServerSettings;
import muster.core.Slot;
import muster.core.Slots;
import muster.core.UrlPath;
import muster.core.VirtualHost;
import muster.http.HeaderFields;
import muster.http.HostPort;
import muster.http.HttpException;
import muster.http.PathDecoder;
import muster.http.Target;
import muster.http.h1.BodyFraming;
import muster.http.h1.ChunkedDecoder;
import muster.http.h1.HeadParser;
import muster.http.h1.ResponseHead;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.Ready;
import muster.io.Stop;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// One client's connection from its first request to its last.
///
/// ```
/// wait for a request (no slot, no buffer) -> read its head -> answer -> log -> wait ... -> close
/// ```
final class Http1Connection {
    /// How long a stopping child lets an idle connection send one more request.
    private static final long DRAIN_MILLIS = 5_000;
    /// Content that no handler wanted is read up to this many bytes to keep the connection; beyond that it is closed.
    private static final long DISCARD_LIMIT = 1 << 20;

    private final ClientConnection client;
    private final Connection transport;
    private final Slots slots;
    private final Stop stop;
    private final HeadRules rules;
    private final HeadParser parser;
    private final ResponseHead heads;
    private final Input input = new Input();
    private final Seat seat;
    private final ReadClock clock = new ReadClock();
    private final KeepAlive keepAlive;
    private @Nullable ChunkedDecoder chunks;
    private boolean open = true;
    /// Whether the client may still be sending when the connection is closed.
    private boolean linger;

    Http1Connection(ClientConnection client, Slots slots, Stop stop, HeadRules rules, ResponseHead heads) {
        this.client = client;
        this.transport = client.transport();
        this.slots = slots;
        this.stop = stop;
        this.rules = rules;
        this.parser = new HeadParser(rules.options(), rules.limits());
        this.heads = heads;
        this.seat = new Seat(transport, slots, input);
        this.keepAlive = new KeepAlive(parser, stop);
    }

    /// Returns when the connection is of no more use; the caller closes it.
    void serve() throws IOException {
        try {
            while (open && awaitRequest()) {
                serveRequest();
            }
            seat.leave();
            if (linger) {
                LingeringClose.linger(transport, slots, stop.requested());
            }
        } finally {
            seat.leave();
        }
    }

    /// Waits for the first byte of a request.
    /// @return false if none came
    private boolean awaitRequest() throws IOException {
        if (!input.isEmpty()) {
            return true;
        }
        var settings = client.baseHost().settings();
        if (client.keepAlives() == 0) {
            startHeadClock();
            return awaitBytes(clock.deadline(settings.get(ServerSettings.TIMEOUT)));
        }
        seat.rest();
        seat.idles(Idle.KEEP_ALIVE);
        try {
            return awaitBytes(Deadline.inMillis(settings.get(ServerSettings.KEEP_ALIVE_TIMEOUT)));
        } finally {
            seat.resumes(Idle.KEEP_ALIVE);
        }
    }

    private boolean awaitBytes(long deadline) throws IOException {
        while (true) {
            Ready ready = transport.awaitReadable(deadline, true);
            if (ready == Ready.STOPPED) {
                // A request may be on its way: it is still answered, with `Connection: close`.
                long drained = Deadline.earlier(deadline, Deadline.inMillis(DRAIN_MILLIS));
                ready = transport.awaitReadable(drained, false);
            }
            if (ready == Ready.TIMED_OUT) {
                return false;
            }
            int n = input.fill(transport, seat.slot());
            if (n != Connection.WOULD_WAIT) {
                return n != Connection.END;
            }
            // The first look at a new connection comes before any wait.
            seat.rest();
        }
    }

    private void startHeadClock() {
        ReadTimeouts limits = client.baseHost().settings().get(ReadTimeouts.SLOT);
        clock.start(limits.headMillis(), limits.headMostMillis(), limits.headRate());
    }

    private void serveRequest() throws IOException {
        var request = new Request(client, client.baseHost());
        request.started(System.currentTimeMillis(), System.nanoTime());
        if (client.keepAlives() > 0) {
            startHeadClock();
        }
        var headers = new HeaderFields();
        parser.reset(headers);
        request.headers(headers);
        HttpException refusal = null;
        try {
            if (!readHead(request)) {
                open = false;
                return;
            }
        } catch (HttpException malformed) {
            refusal = malformed;
            request.headBytes(request.headBytes() + RefusedHead.length(input, parser.method().isEmpty()));
        }
        if (parser.method().isEmpty()) {
            request.line(parser.requestLine(), "", 0, RefusedHead.PROTOCOL);
        } else {
            request.line(parser.method(), parser.target(), parser.protocol(), parser.protocolText());
        }
        request.offered(parser.upgrade());
        refusal = understand(request, refusal);
        answer(request, refusal);
        client.requestDone();
    }

    /// Reads until the head is complete.
    /// @return false if the client went away, or never began
    private boolean readHead(Request request) throws IOException, HttpException {
        int timeout = client.baseHost().settings().get(ServerSettings.TIMEOUT);
        while (true) {
            int parsed = parser.parse(input.buffer(), input.from(), input.to());
            input.used(parsed);
            request.headBytes(request.headBytes() + parsed);
            if (parser.complete()) {
                return true;
            }
            int n = input.fill(transport, seat.slot());
            if (n == Connection.END) {
                return false;
            }
            if (n > 0) {
                clock.progress(n);
                continue;
            }
            seat.rest();
            if (transport.awaitReadable(clock.deadline(timeout), false) == Ready.TIMED_OUT) {
                if (!parser.started()) {
                    return false;
                }
                throw new HttpException(408, 1382, "Request header read timeout");
            }
        }
    }

    /// Finds the host and the path that a head asks for.
    /// @return the reason to refuse the request: the one there was already, or a new one
    private @Nullable HttpException understand(Request request, @Nullable HttpException refusal) {
        try {
            chooseHost(request);
            Target target = parser.parsedTarget();
            if (refusal == null && target != null) {
                request.query(target.query());
                request.path(path(request.host(), target));
            }
            if (refusal != null) {
                RefusedHead.note(request);
            }
            return refusal;
        } catch (HttpException wrong) {
            RefusedHead.note(request);
            return refusal == null ? wrong : refusal;
        }
    }

    private void chooseHost(Request request) throws HttpException {
        HostPort asked = parser.host();
        if (asked == null) {
            return;
        }
        request.hostName(asked.host());
        VirtualHost named = client.server().hosts().byName(client.local(), asked.host(), asked.port());
        if (named != null) {
            request.host(named);
        } else if (request.host().settings().get(ServerSettings.STRICT_HOST_CHECK)) {
            throw new HttpException(
                    400, 10157, "Hostname " + asked.host() + " provided in the request is not that of any virtual host");
        }
    }

    private static UrlPath path(VirtualHost host, Target target) throws HttpException {
        if (target.form() == Target.Form.ASTERISK) {
            return new UrlPath("*");
        }
        if (target.form() == Target.Form.AUTHORITY) {
            return new UrlPath("/");
        }
        var slashes =
                switch (host.settings().get(ServerSettings.ALLOW_ENCODED_SLASHES)) {
                    case OFF -> PathDecoder.EncodedSlashes.REFUSE;
                    case ON -> PathDecoder.EncodedSlashes.DECODE;
                    case NO_DECODE -> PathDecoder.EncodedSlashes.KEEP;
                };
        boolean merge = host.settings().get(ServerSettings.MERGE_SLASHES);
        return new UrlPath(PathDecoder.decode(target.path(), slashes, merge));
    }

    /// Answers one request, and brings the connection to where the next one starts.
    private void answer(Request request, @Nullable HttpException refusal) throws IOException {
        Slot slot = seat.slot();
        request.workerRow(slot.row().number());
        slot.row().begin(
                client.clientAddress(),
                request.host().serverName(),
                parser.requestLine(),
                request.protocolText(),
                request.startMillis());
        keepAlive.reset();
        var writer = new ResponseWriter(request, seat, heads, keepAlive);
        var body = new IncomingBody(request, parser, input, seat, clock, writer, chunks());
        open = false;
        try {
            if (refusal == null) {
                request.body(body);
                client.server().processor().process(request, writer);
            } else {
                refuse(request, refusal, writer);
            }
            ConnectionProtocol next = request.nextProtocol();
            if (next != null && body.discardRest(DISCARD_LIMIT)) {
                writer.finished();
                seat.leave();
                client.layered(input.before(transport));
                next.serve(client, slots, stop);
                return;
            }
            open = keepAlive.kept() && body.discardRest(DISCARD_LIMIT);
            // A client that asked for the end and has sent all it announced sends nothing more: no need to wait for it.
            linger = !open && (refusal != null || parser.keepAlive() || !body.atEnd() || !input.isEmpty());
        } catch (IOException gone) {
            client.abort();
            throw gone;
        } finally {
            writer.finished();
            if (!open) {
                request.response().close();
            }
            client.server().processor().log(request);
        }
    }

    private void refuse(Request request, HttpException refusal, ResponseWriter writer) throws IOException {
        String why = refusal.getMessage();
        if (why != null) {
            boolean grave = refusal.status() >= 500 || refusal.number() == PathDecoder.INVALID_PATH;
            LogLevel level = grave ? LogLevel.ERROR : LogLevel.INFO;
            request.log().write(level, "core", refusal.number(), why);
        }
        keepAlive.refuse();
        client.server().processor().refuse(request, refusal.status(), writer);
    }

    /// The decoder for content in chunks, made when the first such request comes.
    private @Nullable ChunkedDecoder chunks() {
        if (parser.framing() != BodyFraming.CHUNKED) {
            return null;
        }
        ChunkedDecoder decoder = chunks;
        if (decoder == null) {
            decoder = new ChunkedDecoder(rules.limits());
            chunks = decoder;
        }
        decoder.reset();
        return decoder;
    }
}
