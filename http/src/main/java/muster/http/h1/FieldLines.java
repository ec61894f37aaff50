package muster.http.h1;

import java.nio.charset.StandardCharsets;
import muster.http.CharClass;
import muster.http.FieldNames;
import muster.http.FieldNames.Role;
import muster.http.HeadLimits;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.http.ProtocolOptions;

/// Reads field lines (RFC 9112 §5), one a call: a message's header section, and the trailers behind its chunks.
///
/// A line that is as it should be is read in one pass. At the first byte that isn't, [LineFault] looks for a reason to
/// refuse the line, once it is complete, so that what is refused doesn't depend on how the bytes arrive.
final class FieldLines {
    /// The line isn't complete.
    static final int INCOMPLETE = -1;

    private final HeadLimits limits;
    private final boolean strict;
    private final int nameClass;
    private final int valueClass;
    private int count;
    private boolean ended;
    private Role role = Role.PLAIN;

    FieldLines(ProtocolOptions options, HeadLimits limits) {
        this.limits = limits;
        this.strict = options.strict();
        this.nameClass = strict ? CharClass.TOKEN : CharClass.UNSAFE_NAME;
        this.valueClass = strict ? CharClass.VALUE : CharClass.UNSAFE_VALUE;
    }

    void reset() {
        count = 0;
        ended = false;
    }

    /// Whether the empty line that ends the section has been read.
    boolean ended() {
        return ended;
    }

    /// What the field that was read last is to the parser.
    Role role() {
        return role;
    }

    /// Whether a line of which so many bytes have come without an end can't be taken any more.
    boolean tooLong(int pending) {
        // A CR may be there without its LF.
        return limits.fieldSize() > 0 && pending > limits.fieldSize() + 1;
    }

    /// Reads one line that starts at `at`, where at least one byte is.
    /// @return the offset behind it, or [#INCOMPLETE]
    int read(byte[] b, int at, int to, HeaderFields into) throws HttpException {
        byte first = b[at];
        if (first == '\r' || first == '\n') {
            return end(b, at, to);
        }
        int colon = CharClass.skip(b, at, to, nameClass);
        if (colon == to) {
            return incomplete(b, at, to);
        }
        if (b[colon] != ':' || colon == at) {
            return unusual(b, at, to, into);
        }
        int start = colon + 1;
        while (start < to && (b[start] == ' ' || b[start] == '\t')) {
            start++;
        }
        int stop = CharClass.skip(b, start, to, valueClass);
        int next = Lines.behindEnd(b, stop, to, strict);
        if (next == Lines.INCOMPLETE) {
            return incomplete(b, at, to);
        }
        if (next == Lines.NO_END) {
            return unusual(b, at, to, into);
        }
        checkSize(b, at, stop);
        while (stop > start && (b[stop - 1] == ' ' || b[stop - 1] == '\t')) {
            stop--;
        }
        add(b, at, colon, start, stop, into);
        return next;
    }

    private void add(byte[] b, int at, int colon, int start, int stop, HeaderFields into) throws HttpException {
        if (++count > limits.fields() && limits.fields() > 0) {
            throw new HttpException(400, 563, "Number of request headers exceeds LimitRequestFields");
        }
        var known = FieldNames.find(b, at, colon - at);
        String value = start == stop ? "" : new String(b, start, stop - start, StandardCharsets.ISO_8859_1);
        if (known == null) {
            role = Role.PLAIN;
            into.add(new String(b, at, colon - at, StandardCharsets.ISO_8859_1), value);
        } else {
            role = known.role();
            into.add(known.textOf(b, at), value);
        }
    }

    private int end(byte[] b, int at, int to) throws HttpException {
        int next = Lines.behindEnd(b, at, to, strict);
        if (next == Lines.NO_END) {
            if (Lines.find(b, at, to) < 0) {
                return incomplete(b, at, to);
            }
            throw new HttpException(400, 567, "request failed: bare CR or LF where the header ends");
        }
        ended = next != Lines.INCOMPLETE;
        return next;
    }

    /// A line to refuse, or a folded one that Unsafe takes.
    private int unusual(byte[] b, int at, int to, HeaderFields into) throws HttpException {
        int lineFeed = Lines.find(b, at, to);
        if (lineFeed < 0) {
            return incomplete(b, at, to);
        }
        checkSize(b, at, lineFeed);
        if (strict || !CharClass.isBlank(b[at]) || count == 0) {
            throw LineFault.inField(b, at, lineFeed, count, strict);
        }
        int stop = lineFeed > at && b[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        int start = at;
        while (start < stop && CharClass.isBlank(b[start])) {
            start++;
        }
        if (start == stop || CharClass.skip(b, start, stop, valueClass) < stop) {
            throw LineFault.inField(b, at, lineFeed, count, false);
        }
        // RFC 9112 §5.2: a fold is read as a blank.
        into.appendToLast(" " + new String(b, start, stop - start, StandardCharsets.ISO_8859_1).stripTrailing());
        if (limits.fieldSize() > 0 && into.value(into.size() - 1).length() > limits.fieldSize()) {
            throw new HttpException(400, 562, "Request header exceeds LimitRequestFieldSize after folding");
        }
        role = Role.PLAIN;
        return lineFeed + 1;
    }

    private int incomplete(byte[] b, int at, int to) throws HttpException {
        if (tooLong(to - at)) {
            throw LineFault.fieldTooLong(b, at, to);
        }
        return INCOMPLETE;
    }

    private void checkSize(byte[] b, int at, int stop) throws HttpException {
        if (stop - at > limits.fieldSize() && limits.fieldSize() > 0) {
            throw LineFault.fieldTooLong(b, at, stop);
        }
    }
}
