package muster.modules.proxy.http;

import java.io.IOException;
import muster.core.BodySink;
import muster.core.Request;
import muster.http.HeadLimits;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.http.h1.ChunkedDecoder;
import muster.http.h1.ResponseParser;
import muster.http.h1.ResponseParser.Content;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.FileSystem;
import muster.io.Ready;
import muster.io.SocketConnection;
import muster.io.TimeoutException;
import muster.io.Waiter;
import muster.modules.proxy.Backend;
import muster.modules.proxy.Proxied;
import muster.modules.proxy.ProxyErrors;
import muster.modules.proxy.Target;
import org.jspecify.annotations.Nullable;

/// One request and its response over one connection to a backend.
///
/// ```
/// head -> content, as long as the backend takes it -> interim responses -> head of the response -> its content -> reusable?
///                                                                      \-> 101: tunnel
/// ```
///
/// What the backend says goes on as it comes: when nothing more is there, what has come is flushed before the next wait.
final class HttpExchange {
    private static final String MODULE = "proxy_http";
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int ROOM = 16 * 1024;
    private static final int INTERIM_MOST = 32;
    private static final int PORT = 80;
    private static final HeadLimits LIMITS = new HeadLimits(8190, 500, 65536);

    private final Request request;
    private final Target target;
    private final Backend pool;
    private final SocketConnection backend;
    private final long timeoutMillis;
    private final Connection client;
    private final Waiter waiter;
    private final ResponseParser parser = new ResponseParser(LIMITS);
    private final byte[] input = new byte[ROOM];
    private final int[] fds;
    private final int[] interests = {0, Waiter.BROKEN};
    private final int[] ready = new int[2];
    private int from;
    private int to;
    private boolean anySent;
    private boolean allSent;
    private boolean reusable;
    private boolean tunnels;

    HttpExchange(Request request, Target target, Backend pool, SocketConnection backend, long timeoutMillis) {
        this.request = request;
        this.target = target;
        this.pool = pool;
        this.backend = backend;
        this.timeoutMillis = timeoutMillis;
        this.client = request.connection().transport();
        this.waiter = client.waiter();
        this.fds = new int[] {backend.descriptor(), client.descriptor()};
    }

    /// Whether the backend's connection may be used again.
    boolean reusable() {
        return reusable;
    }

    /// Whether the backend's connection belongs to a tunnel from now on.
    boolean tunnels() {
        return tunnels;
    }

    /// Sends the request and answers the client.
    ///
    /// @param fresh whether the connection is a new one
    /// @return false if a connection that had rested turned out to have been left: nothing has happened to the request
    boolean run(byte[] head, RequestContent content, @Nullable String upgrade, boolean fresh) throws HttpException, IOException {
        try {
            send(head, content);
            if (!receiveHead(fresh, content)) {
                return false;
            }
        } catch (TimeoutException late) {
            throw unread(true, late);
        }
        answer(upgrade);
        return true;
    }

    private void send(byte[] head, RequestContent content) throws HttpException, IOException {
        if (!written(head, 0, head.length, content.more())) {
            return;
        }
        while (content.more()) {
            int count = content.to() - content.from();
            if (!written(content.bytes(), content.from(), content.to(), false)) {
                return;
            }
            content.sent(count);
        }
        allSent = true;
    }

    /// @return false if the backend takes no more; it may have answered all the same
    private boolean written(byte[] bytes, int start, int end, boolean more) throws IOException {
        int at = start;
        try {
            while (at < end) {
                int n = backend.tryWrite(bytes, at, end - at, more);
                if (n != Connection.WOULD_WAIT) {
                    at += n;
                    anySent |= n > 0;
                } else if (await(Waiter.READABLE | Waiter.WRITABLE) != 0 && (ready[0] & Waiter.WRITABLE) == 0) {
                    return false; // It answers before it has heard everything.
                }
            }
            return true;
        } catch (IOException broken) {
            if (FileSystem.errno(broken) == 0) {
                throw broken;
            }
            return false;
        }
    }

    /// Waits for the backend.
    /// @throws IOException if the client is gone: nobody waits for the response any more
    private int await(int interest) throws IOException {
        interests[0] = interest;
        Ready state = waiter.awaitAny(fds, interests, ready, Deadline.inMillis(timeoutMillis), false);
        if (state == Ready.TIMED_OUT) {
            throw new TimeoutException("the backend");
        }
        if (ready[1] != 0) {
            throw new IOException("the client has gone");
        }
        return ready[0];
    }

    /// Reads behind what is there: a positive count or END.
    private int fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == input.length) {
            System.arraycopy(input, from, input, 0, to - from);
            to -= from;
            from = 0;
        }
        while (true) {
            int n = backend.tryRead(input, to, input.length - to);
            if (n != Connection.WOULD_WAIT) {
                to += Math.max(0, n);
                return n;
            }
            await(Waiter.READABLE);
        }
    }

    /// @return false if the connection was left before anything was said
    private boolean receiveHead(boolean fresh, RequestContent content) throws HttpException, IOException {
        for (int count = 0; count < INTERIM_MOST; count++) {
            parser.reset(new HeaderFields());
            if (!receiveOne(fresh, content)) {
                return false;
            }
            if (!parser.interim()) {
                return true;
            }
        }
        throw ProxyErrors.error(request, BAD_GATEWAY, "Too many interim responses from origin server");
    }

    private boolean receiveOne(boolean fresh, RequestContent content) throws HttpException, IOException {
        fields = new HeaderFields();
        parser.reset(fields);
        while (true) {
            try {
                from = parser.parse(input, from, to);
            } catch (HttpException malformed) {
                request.log().error(MODULE, 1106, "bad HTTP response returned by " + request.path() + " (" + request.method() + "): "
                        + malformed.getMessage());
                throw ProxyErrors.error(request, BAD_GATEWAY, "Bad response from origin server");
            }
            if (parser.complete()) {
                return true;
            }
            if (to - from == input.length) {
                throw ProxyErrors.error(request, BAD_GATEWAY, "Bad response from origin server: a line is too long");
            }
            int n;
            try {
                n = fill();
            } catch (TimeoutException late) {
                throw late;
            } catch (IOException broken) {
                if (FileSystem.errno(broken) == 0) {
                    throw broken;
                }
                n = Connection.END;
            }
            if (n == Connection.END) {
                boolean nothing = !parser.started() && from == to;
                if (nothing && !fresh && content.untouched() && mayRepeat()) {
                    return false;
                }
                throw unread(false, null);
            }
        }
    }

    private HeaderFields fields = new HeaderFields();

    /// A backend that closes a resting connection may do so while the request is on its way (RFC 9112 §9.3.1): what is safe to do twice
    /// is asked again.
    private boolean mayRepeat() {
        return switch (request.method()) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PROPFIND" -> true;
            default -> !anySent;
        };
    }

    private HttpException unread(boolean late, @Nullable IOException why) {
        String where = target.host() + ":" + (target.port() == 0 ? PORT : target.port());
        String reason = late ? "(70007)The timeout specified has expired: " : "(20014)Internal error (specific information not available): ";
        request.log().error(MODULE, 1102, reason + "error reading status line from remote server " + where);
        return ProxyErrors.error(request, late ? GATEWAY_TIMEOUT : BAD_GATEWAY, "Error reading from remote server");
    }

    private void answer(@Nullable String upgrade) throws HttpException, IOException {
        int status = parser.status();
        if (status == SWITCHING_PROTOCOLS) {
            String agreed = parser.upgrade();
            if (upgrade == null || agreed == null || !agreed.equalsIgnoreCase(upgrade)) {
                throw ProxyErrors.error(request, BAD_GATEWAY, "Unexpected Upgrade: " + agreed + " (expecting " + upgrade + ")");
            }
            BackendResponse.head(request, parser, fields);
            tunnels = true;
            var tunnel = new Tunnel(backend, pool, input, from, to, timeoutMillis);
            request.switchTo(agreed, tunnel);
            return;
        }
        Content kind = parser.content(request.method());
        if (Proxied.overrides(request, status)) {
            reusable = allSent && parser.reusable(request.method()) && kind == Content.NONE && from == to;
            request.response().headers().addAll(BackendResponse.ofAuthentication(fields));
            throw new HttpException(status, "");
        }
        BackendResponse.head(request, parser, fields);
        boolean whole = switch (kind) {
            case NONE -> true;
            case LENGTH -> byLength(parser.contentLength());
            case CHUNKED -> inChunks();
            case UNTIL_CLOSE -> untilClose();
        };
        reusable = whole && allSent && from == to && parser.reusable(request.method());
    }

    private boolean byLength(long length) throws HttpException, IOException {
        long left = length;
        while (left > 0) {
            if (from == to && receive() == Connection.END) {
                throw broken("its length was " + length + ", " + left + " bytes are missing");
            }
            int count = (int) Math.min(left, to - from);
            pass(count);
            left -= count;
        }
        return true;
    }

    private boolean inChunks() throws HttpException, IOException {
        var chunks = new ChunkedDecoder(LIMITS);
        chunks.reset();
        while (true) {
            try {
                from = chunks.decode(input, from, to);
            } catch (HttpException malformed) {
                throw broken(malformed.getMessage());
            }
            if (chunks.done()) {
                return true;
            }
            int count = (int) Math.min(chunks.available(), to - from);
            if (count > 0) {
                pass(count);
                chunks.take(count);
            } else if (receive() == Connection.END) {
                throw broken("its last chunk is missing");
            }
        }
    }

    private boolean untilClose() throws HttpException, IOException {
        while (from < to || receive() != Connection.END) {
            pass(to - from);
        }
        return false;
    }

    /// What has come is sent before anybody waits for more.
    private int receive() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        }
        if (to == input.length) {
            return fill();
        }
        int n = backend.tryRead(input, to, input.length - to);
        if (n == Connection.WOULD_WAIT) {
            request.sink().flush();
            try {
                return fill();
            } catch (TimeoutException late) {
                throw broken("nothing came for " + timeoutMillis + " ms");
            }
        }
        to += Math.max(0, n);
        return n;
    }

    private void pass(int count) throws IOException {
        BodySink sink = request.sink();
        sink.write(input, from, count);
        from += count;
    }

    /// Too late for another status: the client sees that the response breaks off.
    private IOException broken(@Nullable String how) {
        request.log().error("proxy", 1110, "error reading response from " + target.host() + ": " + how);
        return new IOException("the backend's response breaks off");
    }
}
