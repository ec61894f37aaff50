package muster.log;

import java.util.Arrays;

/// Bytes of log lines on their way to a file. Items append to it without making a String; one byte a character.
///
/// Not safe for several threads; each has its own.
public final class LineBuffer {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /// What follows the backslash for each byte: 0 for bytes that stand for themselves, `x` for those shown in hexadecimal
    /// (httpd's T_ESCAPE_LOGITEM: what isn't printable ASCII, the quote and the backslash).
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int size;

    /// @param capacity in bytes, to start with
    public LineBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// The bytes so far stand at the start of this array, until more are appended.
    public byte[] array() {
        return bytes;
    }

    /// Forgets what was appended after a given size.
    public void truncate(int to) {
        size = to;
    }

    /// Forgets the first bytes; what is after them moves to the start.
    public void dropFirst(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /// Appends one character. There is no such method for an int: that is a number ([#put(long)]).
    public void put(char value) {
        put((byte) value);
    }

    public void put(byte value) {
        if (size == bytes.length) {
            room(1);
        }
        bytes[size++] = value;
    }

    public void put(byte[] text) {
        put(text, 0, text.length);
    }

    public void put(byte[] text, int from, int length) {
        room(length);
        System.arraycopy(text, from, bytes, size, length);
        size += length;
    }

    /// Appends text as it is.
    @SuppressWarnings("deprecation") // it drops the upper byte of a char, which is what one byte a character asks for
    public void put(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /// Appends a number in decimal.
    public void put(long number) {
        if (number < 0) {
            put(Long.toString(number));
            return;
        }
        int digits = digits(number);
        room(digits);
        long rest = number;
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    /// Appends a number in decimal with leading zeros.
    public void padded(long number, int digits) {
        for (int missing = digits - digits(number); missing > 0; missing--) {
            put('0');
        }
        put(number);
    }

    /// Appends text so that a line of a log stays one line, and a quoted item one item (httpd's `ap_escape_logitem`):
    /// `\n`, `\t`, `\"`, `\\`, and `\xhh` for other control characters and all bytes beyond ASCII.
    public void escaped(String text) {
        int start = size;
        put(text);
        for (int at = start; at < size; at++) {
            if (ESCAPES[bytes[at] & 0xFF] != 0) {
                size = at;
                escapedFrom(text, at - start);
                return;
            }
        }
    }

    /// As [#escaped], with quotes as they are: for messages of the error log (httpd's `ap_escape_errorlog_item`).
    public void escapedMessage(String text) {
        int from = 0;
        for (int quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', from)) {
            escaped(text.substring(from, quote));
            put('"');
            from = quote + 1;
        }
        escaped(from == 0 ? text : text.substring(from));
    }

    private void escapedFrom(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            int value = text.charAt(i) & 0xFF;
            byte letter = ESCAPES[value];
            if (letter == 0) {
                put((byte) value);
            } else {
                put('\\');
                put(letter);
                if (letter == 'x') {
                    put(HEX[value >> 4]);
                    put(HEX[value & 15]);
                }
            }
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    private static int digits(long number) {
        int digits = 1;
        for (long bound = 10; number >= bound && digits < 19; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private static byte[] escapes() {
        var escapes = new byte[256];
        for (int value = 0; value < 256; value++) {
            escapes[value] = (byte) (value < ' ' || value > '~' ? 'x' : 0);
        }
        escapes['\b'] = 'b';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        escapes[0x0B] = 'v';
        escapes['\\'] = '\\';
        escapes['"'] = '"';
        return escapes;
    }
}
