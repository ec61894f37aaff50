package muster.http.h1;

import java.nio.charset.StandardCharsets;
import muster.http.CharClass;
import muster.http.FieldNames.Role;
import muster.http.HeadLimits;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.http.ProtocolOptions;
import muster.http.TokenList;
import org.jspecify.annotations.Nullable;

/// Parses the head of a response that a backend sends (RFC 9112), out of a buffer, as the bytes arrive. Used for one response after
/// another, interim ones (1xx) included, by [#reset] between them.
///
/// As strict as [HeadParser] in all that says where a message ends: a response that two parties could delimit differently would put
/// one client's content into another's connection. Anything wrong is a 502, and the end of the backend's connection.
public final class ResponseParser {
    /// How a response's content is delimited (RFC 9112 §6.3).
    public enum Content {
        NONE,
        /// By Content-Length.
        LENGTH,
        CHUNKED,
        /// By the end of the connection.
        UNTIL_CLOSE
    }

    private static final int BAD_GATEWAY = 502;
    private static final int NOT_MODIFIED = 304;
    private static final int NO_CONTENT = 204;
    /// `HTTP/1.1 200`.
    private static final int SHORTEST_LINE = 12;

    private final HeadLimits limits;
    private final FieldLines lines;
    private HeaderFields headers = new HeaderFields();
    private boolean lineRead;
    private boolean complete;
    private int status;
    private int protocol;
    private String reason = "";
    private int lengthAt;
    private int codingAt;
    private boolean severalLengths;
    private boolean severalCodings;
    private long length;
    private boolean connectionOptions;

    public ResponseParser(HeadLimits limits) {
        this.limits = limits;
        this.lines = new FieldLines(ProtocolOptions.DEFAULT, limits);
    }

    /// Makes ready for the next head, whose fields are put into `fields`.
    public void reset(HeaderFields fields) {
        headers = fields;
        lines.reset();
        lineRead = false;
        complete = false;
        lengthAt = -1;
        codingAt = -1;
        severalLengths = false;
        severalCodings = false;
        length = -1;
        connectionOptions = false;
    }

    /// Reads on; the bytes given start where the last call stopped.
    ///
    /// @return the offset of the first byte that is not consumed; once [#complete], of the content
    /// @throws HttpException 502 for what is no response, or one that isn't clear
    public int parse(byte[] b, int from, int to) throws HttpException {
        int at = from;
        try {
            while (at < to && !complete) {
                int next = lineRead ? field(b, at, to) : statusLine(b, at, to);
                if (next == Lines.INCOMPLETE) {
                    break;
                }
                at = next;
            }
        } catch (HttpException wrong) {
            throw wrong.status() == BAD_GATEWAY ? wrong : malformed(String.valueOf(wrong.getMessage()));
        }
        return at;
    }

    private int statusLine(byte[] b, int at, int to) throws HttpException {
        int lineFeed = Lines.find(b, at, to);
        if (lineFeed < 0) {
            boolean hopeless = to - at > limits.line() && limits.line() > 0 || !mayBegin(b, at, to);
            if (hopeless) {
                throw malformed("the first line is none of HTTP");
            }
            return Lines.INCOMPLETE;
        }
        int end = lineFeed > at && b[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        if (end - at < SHORTEST_LINE || !mayBegin(b, at, end) || !isVersion(b[at + 7]) || b[at + 8] != ' ') {
            throw malformed("the first line is none of HTTP");
        }
        status = number(b, at + 9);
        boolean delimited = end == at + SHORTEST_LINE || b[at + SHORTEST_LINE] == ' ';
        if (status < 100 || !delimited || CharClass.skip(b, at + SHORTEST_LINE, end, CharClass.VALUE) < end) {
            throw malformed("a status line that isn't well formed");
        }
        protocol = 1000 + b[at + 7] - '0';
        reason = end <= at + SHORTEST_LINE + 1
                ? ""
                : new String(b, at + SHORTEST_LINE + 1, end - at - SHORTEST_LINE - 1, StandardCharsets.ISO_8859_1);
        lineRead = true;
        return lineFeed + 1;
    }

    private static boolean mayBegin(byte[] b, int at, int to) {
        String start = "HTTP/1.";
        for (int i = 0; i < start.length() && at + i < to; i++) {
            if (b[at + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion(byte digit) {
        return digit == '0' || digit == '1';
    }

    private static int number(byte[] b, int at) {
        int value = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private int field(byte[] b, int at, int to) throws HttpException {
        int next = lines.read(b, at, to, headers);
        if (next == FieldLines.INCOMPLETE) {
            return next;
        }
        if (lines.ended()) {
            finish();
            return next;
        }
        int index = headers.size() - 1;
        if (lines.role() == Role.CONTENT_LENGTH) {
            severalLengths |= lengthAt >= 0;
            lengthAt = index;
        } else if (lines.role() == Role.TRANSFER_ENCODING) {
            severalCodings |= codingAt >= 0;
            codingAt = index;
        } else if (lines.role() == Role.CONNECTION) {
            connectionOptions = true;
        }
        return next;
    }

    private void finish() throws HttpException {
        complete = true;
        if (codingAt >= 0) {
            boolean chunked = !severalCodings && headers.value(codingAt).equalsIgnoreCase("chunked");
            if (!chunked || protocol < 1001) {
                throw malformed("Transfer-Encoding: " + headers.joined("Transfer-Encoding"));
            }
        } else if (lengthAt >= 0) {
            length = severalLengths ? -1 : Framing.length(headers.value(lengthAt));
            if (length < 0) {
                throw malformed("Content-Length: " + headers.joined("Content-Length"));
            }
        }
    }

    private static HttpException malformed(String what) {
        return new HttpException(BAD_GATEWAY, what);
    }

    public boolean complete() {
        return complete;
    }

    /// Whether anything of a response has been understood.
    public boolean started() {
        return lineRead;
    }

    /// 100 to 999.
    public int status() {
        return status;
    }

    /// The phrase behind the status; may be empty.
    public String reason() {
        return reason;
    }

    /// 1000 or 1001.
    public int protocol() {
        return protocol;
    }

    /// Whether this is an interim response (RFC 9110 §15.2): another follows. 101 is none, the connection changes its protocol after it.
    public boolean interim() {
        return status < 200 && status != 101;
    }

    /// @param method of the request: what answers HEAD has no content
    public Content content(String method) {
        if (status < 200 || status == NO_CONTENT || status == NOT_MODIFIED || method.equals("HEAD")) {
            return Content.NONE;
        }
        if (codingAt >= 0) {
            return Content.CHUNKED;
        }
        if (length >= 0) {
            return length == 0 ? Content.NONE : Content.LENGTH;
        }
        return Content.UNTIL_CLOSE;
    }

    /// What Content-Length says; -1 if there is none, or Transfer-Encoding takes its place.
    public long contentLength() {
        return length;
    }

    /// Whether the connection may be used again once the content has been read to its end. Not after a response with both
    /// Content-Length and Transfer-Encoding: whoever sent that may not know itself where it ends (RFC 9112 §6.1).
    public boolean reusable(String method) {
        if (content(method) == Content.UNTIL_CLOSE || codingAt >= 0 && lengthAt >= 0 || status == 101) {
            return false;
        }
        boolean close = false;
        boolean keep = protocol >= 1001;
        if (connectionOptions) {
            for (int i = headers.indexOf("Connection", 0); i >= 0; i = headers.indexOf("Connection", i + 1)) {
                close |= TokenList.has(headers.value(i), "close");
                keep |= TokenList.has(headers.value(i), "keep-alive");
            }
        }
        return keep && !close;
    }

    /// The protocol that a 101 changes to; null if it names none.
    public @Nullable String upgrade() {
        return status == 101 ? headers.get("Upgrade") : null;
    }
}
