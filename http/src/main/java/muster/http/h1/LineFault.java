package muster.http.h1;

import java.nio.charset.StandardCharsets;
import muster.http.CharClass;
import muster.http.HeadLimits;
import muster.http.HttpException;

/// Says what is wrong with a line of a head, in httpd's words and with its message numbers. Off the hot path.
final class LineFault {
    /// How much of a bad line goes to the error log.
    private static final int EXCERPT = 80;

    private LineFault() {}

    static HttpException fieldTooLong(byte[] b, int at, int to) {
        int nameEnd = CharClass.skip(b, at, to, CharClass.TOKEN);
        return new HttpException(
                400, 561, "Request header exceeds LimitRequestFieldSize: " + excerpt(b, at, nameEnd));
    }

    /// @param lineFeed where the line ends
    /// @param before how many fields came before
    static HttpException inField(byte[] b, int at, int lineFeed, int before, boolean strict) {
        int end = lineFeed > at && b[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        if (CharClass.isBlank(b[at])) {
            return folded(b, at, end, before);
        }
        int nameEnd = CharClass.skip(b, at, end, strict ? CharClass.TOKEN : CharClass.UNSAFE_NAME);
        if (nameEnd == at || nameEnd == end || b[nameEnd] != ':') {
            return new HttpException(400, 2426, "Request header field name is malformed: " + excerpt(b, at, end));
        }
        if (CharClass.skip(b, nameEnd + 1, end, strict ? CharClass.VALUE : CharClass.UNSAFE_VALUE) == end) {
            return new HttpException(400, 567, "request failed: header line ends in a bare LF: " + excerpt(b, at, end));
        }
        return new HttpException(
                400, 2427, "Request header value is malformed: " + excerpt(b, nameEnd + 1, end).stripLeading());
    }

    private static HttpException folded(byte[] b, int at, int end, int before) {
        if (before == 0) {
            return new HttpException(400, 3442, "Line folding encountered before first header line");
        }
        for (int i = at; i < end; i++) {
            if (!CharClass.isBlank(b[i])) {
                return new HttpException(400, "request header is folded (RFC 9112 §5.2): " + excerpt(b, at, end));
            }
        }
        return new HttpException(400, 3443, "Empty folded line encountered");
    }

    static HttpException lineTooLong(HeadLimits limits) {
        return new HttpException(
                414,
                565,
                "request failed: client's request-line exceeds LimitRequestLine (longer than " + limits.line() + ")");
    }

    static HttpException inLine(int number, String what) {
        return new HttpException(400, number, "HTTP Request Line; " + what);
    }

    static String excerpt(byte[] b, int at, int end) {
        return new String(b, at, Math.min(end - at, EXCERPT), StandardCharsets.ISO_8859_1);
    }
}
