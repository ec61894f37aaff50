package muster.http.h1;

import muster.http.HeadLimits;
import muster.http.HeaderFields;
import muster.http.HostPort;
import muster.http.HttpException;
import muster.http.ProtocolOptions;
import muster.http.Target;
import org.jspecify.annotations.Nullable;

/// Parses the head of a request out of a connection's input buffer, as the bytes arrive (RFC 9112).
///
/// ```
/// empty lines -> request line -> field line ... -> empty line: complete
/// ```
///
/// A line is consumed when it is complete; an incomplete one stays in the buffer and is looked at again only when
/// its LF has come, so a client that sends byte by byte costs no more than any other. A parser is used for one request
/// after another, by [#reset] between them.
///
/// What is refused is refused for good: the connection can't be used after an [HttpException] from here. What was read until
/// then can still be asked for, for the logs and to find the virtual host whose error document is sent.
public final class HeadParser {
    /// Empty lines before a request line that are passed over; httpd's number. RFC 9112 §2.2 asks for one.
    private static final int EMPTY_LINES = 10;

    private final ProtocolOptions options;
    private final RequestLine line;
    private final FieldLines lines;
    private final Framing framing;
    private HeaderFields headers = new HeaderFields();
    private @Nullable Target target;
    private boolean lineRead;
    private boolean complete;
    private int emptyLines;
    /// How far the incomplete line, which starts where the next call starts, is known to hold no LF.
    private int scanned;

    public HeadParser(ProtocolOptions options, HeadLimits limits) {
        this.options = options;
        this.line = new RequestLine(options, limits);
        this.lines = new FieldLines(options, limits);
        this.framing = new Framing(options.strict());
    }

    /// Makes ready for the next request, whose header fields are put into `fields`.
    public void reset(HeaderFields fields) {
        headers = fields;
        line.reset();
        lines.reset();
        framing.reset();
        target = null;
        lineRead = false;
        complete = false;
        emptyLines = 0;
        scanned = 0;
    }

    /// Reads on. The bytes given start where the last call stopped: what it consumed is gone, what it left is still there,
    /// with more behind it.
    ///
    /// @return the offset of the first byte that is not consumed; once [#complete], of the content or the next request
    /// @throws HttpException 400, 414, 417, 501 or 505: answer and close
    public int parse(byte[] buffer, int from, int to) throws HttpException {
        int at = from;
        if (scanned > 0) {
            if (Lines.find(buffer, from + scanned, to) < 0 && !tooLong(to - from)) {
                scanned = to - from;
                return from;
            }
            scanned = 0;
        }
        while (at < to && !complete) {
            int next = lineRead ? field(buffer, at, to) : requestLine(buffer, at, to);
            if (next == Lines.INCOMPLETE) {
                scanned = to - at;
                break;
            }
            at = next;
        }
        return at;
    }

    private int requestLine(byte[] b, int at, int to) throws HttpException {
        if (b[at] == '\r' || b[at] == '\n') {
            int next = Lines.behindEnd(b, at, to, options.strict());
            if (next != Lines.NO_END) {
                if (next > 0 && ++emptyLines > EMPTY_LINES) {
                    throw new HttpException(400, 566, "request failed: too many empty lines before it");
                }
                return next;
            }
        }
        int next = line.read(b, at, to);
        if (next != RequestLine.INCOMPLETE) {
            lineRead = true;
            if (line.protocol() == 9) {
                finish();
            }
        }
        return next;
    }

    private int field(byte[] b, int at, int to) throws HttpException {
        int next = lines.read(b, at, to, headers);
        if (next == FieldLines.INCOMPLETE) {
            return next;
        }
        if (lines.ended()) {
            finish();
        } else {
            framing.note(lines.role(), headers.size() - 1);
        }
        return next;
    }

    private void finish() throws HttpException {
        complete = true;
        Target parsed = Target.parse(line.method(), line.target(), options.strict());
        target = parsed;
        framing.finish(line, parsed, headers);
    }

    private boolean tooLong(int pending) {
        return lineRead ? lines.tooLong(pending) : line.tooLong(pending);
    }

    /// Whether the head has been read to its end.
    public boolean complete() {
        return complete;
    }

    /// Whether anything of a request has come; empty lines before it don't count.
    public boolean started() {
        return lineRead || scanned > 0;
    }

    /// Empty until the request line has been read. A registered method is always the same String.
    public String method() {
        return line.method();
    }

    /// The request target as it was sent.
    public String target() {
        return line.target();
    }

    /// The target taken apart; null until the head is complete and its target found good.
    public @Nullable Target parsedTarget() {
        return target;
    }

    /// 1000 for HTTP/1.0, 1001 for HTTP/1.1, 9 for HTTP/0.9, 0 before any is known.
    public int protocol() {
        return line.protocol();
    }

    /// `HTTP/1.1`; empty before any is known.
    public String protocolText() {
        return line.protocolText();
    }

    /// The request line for the logs, a refused one as it came; empty if none has come.
    public String requestLine() {
        return line.text();
    }

    public HeaderFields headers() {
        return headers;
    }

    /// Whom the request is for: the target's authority, or Host. Null if an HTTP/1.0 client doesn't say.
    public @Nullable HostPort host() {
        return framing.host();
    }

    public BodyFraming framing() {
        return framing.body();
    }

    /// Bytes of content if [#framing] is LENGTH, else 0.
    public long contentLength() {
        return framing.contentLength();
    }

    /// Whether the client waits for `100 Continue` before it sends the content.
    public boolean expectContinue() {
        return framing.expectContinue();
    }

    /// Whether the client wants the connection to stay open (RFC 9112 §9.3).
    public boolean keepAlive() {
        return framing.keepAlive();
    }

    /// Whether the client said `Connection: keep-alive`, and expects to read it in the answer.
    public boolean saidKeepAlive() {
        return framing.saidKeepAlive();
    }

    /// The protocols of Upgrade, if Connection names it and the version knows it; or null.
    public @Nullable String upgrade() {
        return framing.upgrade();
    }
}
