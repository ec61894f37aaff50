package muster.http.h1;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import muster.http.CharClass;
import muster.http.HeadLimits;
import muster.http.HttpException;
import muster.http.MethodNames;
import muster.http.ProtocolOptions;

/// Reads a request line (RFC 9112 §3): the common one in one pass, any other with care.
final class RequestLine {
    /// The line isn't complete.
    static final int INCOMPLETE = -1;

    private final ProtocolOptions options;
    private final HeadLimits limits;
    private String method = "";
    private String target = "";
    private String protocolText = "";
    private int protocol;
    private String raw = "";

    RequestLine(ProtocolOptions options, HeadLimits limits) {
        this.options = options;
        this.limits = limits;
    }

    void reset() {
        method = "";
        target = "";
        protocolText = "";
        protocol = 0;
        raw = "";
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    /// 1001, 1000, or 9 for HTTP/0.9.
    int protocol() {
        return protocol;
    }

    String protocolText() {
        return protocolText;
    }

    /// The line as it came, as far as there is any.
    String text() {
        if (raw.isEmpty() && !method.isEmpty()) {
            return protocol == 9 ? method + " " + target : method + " " + target + " " + protocolText;
        }
        return raw;
    }

    /// Whether a line of which so many bytes have come without an end can't be taken any more.
    boolean tooLong(int pending) {
        // A CR may be there without its LF.
        return limits.line() > 0 && pending > limits.line() + 1;
    }

    /// Reads the line that starts at `at`, where at least one byte is.
    /// @return the offset behind it, or [#INCOMPLETE]
    int read(byte[] b, int at, int to) throws HttpException {
        int methodEnd = CharClass.skip(b, at, to, CharClass.TOKEN);
        if (methodEnd < to && methodEnd > at && b[methodEnd] == ' ') {
            int targetStart = methodEnd + 1;
            int targetEnd = CharClass.skip(b, targetStart, to, CharClass.TARGET);
            // What must follow: a blank, HTTP/1.x, CR, LF.
            if (targetEnd + 11 <= to && targetEnd > targetStart && isVersion1(b, targetEnd)) {
                checkLength(targetEnd + 9 - at);
                method = MethodNames.of(b, at, methodEnd);
                target = latin1(b, targetStart, targetEnd);
                boolean minor1 = b[targetEnd + 8] == '1';
                protocol = minor1 ? 1001 : 1000;
                protocolText = minor1 ? "HTTP/1.1" : "HTTP/1.0";
                checkRegistered();
                return targetEnd + 11;
            }
        }
        return unusual(b, at, to);
    }

    /// A line to refuse, to wait for, or one that Unsafe or Allow0.9 takes.
    private int unusual(byte[] b, int at, int to) throws HttpException {
        if (b[at] == 0x16) {
            int end = at;
            while (end < to && b[end] != 0 && b[end] != '\n') {
                end++;
            }
            keep(b, at, end);
            throw new HttpException(
                    400, 134, "Invalid method in request - possible attempt to establish SSL connection on non-SSL port");
        }
        int lineFeed = Lines.find(b, at, to);
        if (lineFeed < 0) {
            if (tooLong(to - at)) {
                keep(b, at, to);
                throw LineFault.lineTooLong(limits);
            }
            return INCOMPLETE;
        }
        boolean carriageReturn = lineFeed > at && b[lineFeed - 1] == '\r';
        int end = carriageReturn ? lineFeed - 1 : lineFeed;
        keep(b, at, end);
        checkLength(end - at);
        if (!carriageReturn && options.strict() || hasNul(b, at, end)) {
            throw new HttpException(400, 566, "request failed: malformed request line");
        }
        split(b, at, end);
        checkRegistered();
        return lineFeed + 1;
    }

    private void split(byte[] b, int at, int end) throws HttpException {
        if (at < end && isSpace(b[at])) {
            throw LineFault.inLine(3447, "Invalid whitespace");
        }
        int methodEnd = word(b, at, end);
        int methodClass = options.strict() ? CharClass.TOKEN : CharClass.TARGET;
        if (CharClass.skip(b, at, methodEnd, methodClass) < methodEnd || methodEnd == at) {
            throw LineFault.inLine(3445, "Invalid method token: '" + LineFault.excerpt(b, at, methodEnd) + "'");
        }
        int targetStart = blanks(b, methodEnd, end);
        if (targetStart == end) {
            throw LineFault.inLine(3446, "Missing URI");
        }
        int targetEnd = word(b, targetStart, end);
        if (CharClass.skip(b, targetStart, targetEnd, CharClass.TARGET) < targetEnd) {
            String shown = LineFault.excerpt(b, targetStart, targetEnd);
            throw LineFault.inLine(3454, "URI incorrectly encoded: '" + shown + "'");
        }
        method = MethodNames.of(b, at, methodEnd);
        target = latin1(b, targetStart, targetEnd);
        int versionStart = blanks(b, targetEnd, end);
        if (versionStart == end) {
            version09();
        } else {
            version(b, versionStart, end);
        }
    }

    private void version09() throws HttpException {
        if (!options.allow09()) {
            throw LineFault.inLine(2401, "Rejected HTTP/0.9 request");
        }
        if (options.strict() && !method.equals("GET")) {
            throw LineFault.inLine(
                    3444, "Invalid method token: '" + method + "' (only GET is allowed for HTTP/0.9 requests)");
        }
        protocol = 9;
        protocolText = "HTTP/0.9";
    }

    private void version(byte[] b, int start, int end) throws HttpException {
        int stop = word(b, start, end);
        if (blanks(b, stop, end) < end) {
            String shown = LineFault.excerpt(b, stop, end);
            throw LineFault.inLine(
                    3449, "Extraneous text found '" + shown + "' (perhaps whitespace was injected?)");
        }
        String text = latin1(b, start, stop);
        String canonical = options.strict() ? text : text.toUpperCase(Locale.ROOT);
        switch (canonical) {
            case "HTTP/1.1" -> protocol = 1001;
            case "HTTP/1.0" -> protocol = 1000;
            default -> throw badVersion(text);
        }
        protocolText = canonical;
    }

    /// 505 for another version of HTTP; httpd serves such requests as HTTP/1.1, and so leaves it to both ends what they mean by it.
    private static HttpException badVersion(String text) {
        boolean other = text.length() == 8
                && text.startsWith("HTTP/")
                && text.charAt(5) != '0'
                && CharClass.isDigit(text.charAt(5))
                && text.charAt(6) == '.'
                && CharClass.isDigit(text.charAt(7));
        return new HttpException(
                other ? 505 : 400,
                2418,
                "HTTP Request Line; Unrecognized protocol '" + text + "' (perhaps whitespace was injected?)");
    }

    /// Behind the blanks between two words: exactly one SP, or with Unsafe several blanks of which the first is one.
    private int blanks(byte[] b, int at, int end) throws HttpException {
        int next = at;
        while (next < end && isSpace(b[next])) {
            next++;
        }
        if (next > at && (b[at] != ' ' || hasOddSpace(b, at, next))) {
            throw LineFault.inLine(3447, "Invalid whitespace");
        }
        if (options.strict() && (next > at + 1 || next > at && next == end)) {
            throw LineFault.inLine(3448, "Excess whitespace (disallowed by HttpProtocolOptions Strict)");
        }
        return next;
    }

    private static int word(byte[] b, int at, int end) {
        int next = at;
        while (next < end && !isSpace(b[next])) {
            next++;
        }
        return next;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == 0x0B || b == '\f';
    }

    private static boolean hasOddSpace(byte[] b, int at, int end) {
        for (int i = at; i < end; i++) {
            if (!CharClass.isBlank(b[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNul(byte[] b, int at, int end) {
        for (int i = at; i < end; i++) {
            if (b[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isVersion1(byte[] b, int at) {
        return b[at] == ' '
                && b[at + 1] == 'H'
                && b[at + 2] == 'T'
                && b[at + 3] == 'T'
                && b[at + 4] == 'P'
                && b[at + 5] == '/'
                && b[at + 6] == '1'
                && b[at + 7] == '.'
                && (b[at + 8] == '1' || b[at + 8] == '0')
                && b[at + 9] == '\r'
                && b[at + 10] == '\n';
    }

    private void checkLength(int length) throws HttpException {
        if (length > limits.line() && limits.line() > 0) {
            throw LineFault.lineTooLong(limits);
        }
    }

    private void checkRegistered() throws HttpException {
        if (options.registeredMethods() && !MethodNames.isRegistered(method)) {
            throw new HttpException(
                    501,
                    2423,
                    "HTTP Request Line; Unrecognized HTTP method: '" + method + "' (disallowed by RegisteredMethods)");
        }
    }

    private void keep(byte[] b, int at, int end) {
        raw = latin1(b, at, end);
    }

    private static String latin1(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
