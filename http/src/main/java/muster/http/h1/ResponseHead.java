package muster.http.h1;

import java.nio.charset.StandardCharsets;
import muster.http.CharClass;
import muster.http.HeaderFields;
import muster.http.HttpDate;
import muster.http.Status;
import org.jspecify.annotations.Nullable;

/// Writes the head of a response into an output buffer, in the order httpd does: status line, Date, Server, what the
/// response says, what is said about the connection, Content-Type, an empty line.
///
/// Nothing is allocated. The status line, the Server line and the Date line of this second are kept as bytes. May be shared by
/// all threads of a process.
public final class ResponseHead {
    private static final byte[] DATE = latin1("Date: ");
    private static final byte[][] STATUS_LINES = new byte[600][];

    static {
        for (int code = 100; code < STATUS_LINES.length; code++) {
            STATUS_LINES[code] = latin1("HTTP/1.1 " + Status.line(code) + "\r\n");
        }
    }

    /// The Date line of one second, line end included.
    private record DateLine(long second, byte[] bytes) {}

    private final byte[] serverLine;
    private DateLine dateLine = newDateLine(0);

    /// @param server the value of Server (ServerTokens); empty for no such field
    public ResponseHead(String server) {
        this.serverLine = server.isEmpty() ? new byte[0] : latin1("Server: " + server + "\r\n");
    }

    /// The bytes that a field takes.
    public static int sizeOf(String name, String value) {
        return name.length() + value.length() + 4;
    }

    /// The bytes that all these fields take, at most.
    public static int sizeOf(HeaderFields fields) {
        int size = 0;
        for (int i = 0; i < fields.size(); i++) {
            size += sizeOf(fields.name(i), fields.value(i));
        }
        return size;
    }

    /// The bytes that status line, Date, Server and the empty line take, at most.
    public int sizeOfStart(@Nullable String reason) {
        return 64 + (reason == null ? 0 : reason.length()) + DATE.length + HttpDate.LENGTH + 2 + serverLine.length + 2;
    }

    /// Writes the status line, Date and Server.
    ///
    /// @param status 100 to 599; anything else is written as 500
    /// @param reason instead of the standard reason phrase, or null
    /// @param epochSecond now
    /// @return the offset behind them
    public int start(byte[] into, int at, int status, @Nullable String reason, long epochSecond) {
        int next = statusLine(into, at, status, reason);
        next = copy(dateLine(epochSecond), into, next);
        return copy(serverLine, into, next);
    }

    /// Writes the status line alone, as of an interim response.
    public static int statusLine(byte[] into, int at, int status, @Nullable String reason) {
        byte[] line = STATUS_LINES[status >= 100 && status < 600 ? status : 500];
        if (reason == null || !isClean(reason)) {
            return copy(line, into, at);
        }
        System.arraycopy(line, 0, into, at, 13); // "HTTP/1.1 200 "
        return lineEnd(into, put(reason, into, at + 13));
    }

    /// Writes one field, unless its name is no token or its value holds CR, LF or NUL: a line end out of a program's hands
    /// would let a client write the rest of the response.
    ///
    /// @return the offset behind it; `at` if it was left out
    public static int field(byte[] into, int at, String name, String value) {
        int colon = put(name, into, at);
        if (colon == at || CharClass.skip(into, at, colon, CharClass.TOKEN) < colon) {
            return at;
        }
        into[colon] = ':';
        into[colon + 1] = ' ';
        int end = put(value, into, colon + 2);
        if (CharClass.skip(into, colon + 2, end, CharClass.UNSAFE_VALUE) < end) {
            return at;
        }
        return lineEnd(into, end);
    }

    /// Writes fields in their order, leaving out what [#field] does.
    /// @param rejected is told the index of each that is left out
    public static int fields(byte[] into, int at, HeaderFields fields, Rejected rejected) {
        int next = at;
        for (int i = 0; i < fields.size(); i++) {
            int end = field(into, next, fields.name(i), fields.value(i));
            if (end == next) {
                rejected.field(i);
            }
            next = end;
        }
        return next;
    }

    /// Is told of fields that can't be sent; the error log is the place for them (AH02429, AH02430).
    @FunctionalInterface
    public interface Rejected {
        void field(int index);
    }

    /// Writes a field whose value is a number, such as Content-Length.
    /// @param nameAndColon `Content-Length: ` in bytes
    public static int number(byte[] into, int at, byte[] nameAndColon, long value) {
        int next = copy(nameAndColon, into, at);
        int end = next + digits(value);
        long rest = value;
        for (int i = end - 1; i >= next; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return lineEnd(into, end);
    }

    /// Writes bytes as they are: a line prepared beforehand.
    public static int copy(byte[] bytes, byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
        return at + bytes.length;
    }

    /// Writes CR LF: the end of a field, and of the head.
    public static int lineEnd(byte[] into, int at) {
        into[at] = '\r';
        into[at + 1] = '\n';
        return at + 2;
    }

    private byte[] dateLine(long epochSecond) {
        DateLine line = dateLine;
        if (line.second != epochSecond) {
            // Two threads may both do this; each writes a correct line.
            line = newDateLine(epochSecond);
            dateLine = line;
        }
        return line.bytes;
    }

    private static DateLine newDateLine(long epochSecond) {
        byte[] bytes = new byte[DATE.length + HttpDate.LENGTH + 2];
        int at = copy(DATE, bytes, 0);
        lineEnd(bytes, HttpDate.format(epochSecond, bytes, at));
        return new DateLine(epochSecond, bytes);
    }

    private static boolean isClean(String reason) {
        for (int i = 0; i < reason.length(); i++) {
            if (!CharClass.is(reason.charAt(i), CharClass.VALUE)) {
                return false;
            }
        }
        return true;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    // The method that keeps one byte a character is deprecated for dropping the other; nothing else copies a String without making an array.
    @SuppressWarnings("deprecation")
    private static int put(String text, byte[] into, int at) {
        text.getBytes(0, text.length(), into, at);
        return at + text.length();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
