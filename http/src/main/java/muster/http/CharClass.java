package muster.http;

/// Which bytes may stand where (RFC 9110 §5.5 and §5.6.2, RFC 9112 §3), as one table of bits: the parsers look up every byte once.
public final class CharClass {
    /// A character of a token: methods and field names.
    public static final int TOKEN = 1;
    /// A byte of a field value: blank, tab, visible, or above 127.
    public static final int VALUE = 2;
    /// A byte of a request target, as httpd takes it: no control character, no blank.
    public static final int TARGET = 4;
    /// A character of a host name, as httpd takes it: letter, digit, `-`, `.`, `_`.
    public static final int HOST = 8;
    /// A byte of a field value with `HttpProtocolOptions Unsafe`: all but NUL, CR and LF.
    public static final int UNSAFE_VALUE = 16;
    /// A byte of a field name with `HttpProtocolOptions Unsafe`: visible, no colon.
    public static final int UNSAFE_NAME = 32;

    private static final byte[] BITS = new byte[256];
    private static final byte[] LOWER = new byte[256];
    private static final byte[] HEX = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            boolean letterOrDigit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            boolean visible = c > ' ' && c != 0x7F;
            int bits = letterOrDigit || c > 0 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0 ? TOKEN : 0;
            bits |= visible || c == ' ' || c == '\t' ? VALUE : 0;
            bits |= visible ? TARGET : 0;
            bits |= letterOrDigit || c == '-' || c == '.' || c == '_' ? HOST : 0;
            bits |= c != 0 && c != '\r' && c != '\n' ? UNSAFE_VALUE : 0;
            bits |= visible && c != ':' ? UNSAFE_NAME : 0;
            BITS[c] = (byte) bits;
            LOWER[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
            HEX[c] = (byte) (c <= 'f' ? Character.digit(c, 16) : -1);
        }
    }

    private CharClass() {}

    /// Whether a byte is in a class.
    public static boolean is(byte b, int charClass) {
        return (BITS[b & 0xFF] & charClass) != 0;
    }

    /// Whether a character of one-byte text is in a class.
    public static boolean is(char c, int charClass) {
        return c < 256 && (BITS[c] & charClass) != 0;
    }

    /// The first offset at or after `at` whose byte isn't in the class; `to` if all are.
    public static int skip(byte[] bytes, int at, int to, int charClass) {
        byte[] bits = BITS;
        int i = at;
        while (i < to && (bits[bytes[i] & 0xFF] & charClass) != 0) {
            i++;
        }
        return i;
    }

    /// Whether text is not empty and all of one class.
    public static boolean all(String text, int charClass) {
        for (int i = 0; i < text.length(); i++) {
            if (!is(text.charAt(i), charClass)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// A byte with `A` to `Z` made small.
    public static byte lower(byte b) {
        return LOWER[b & 0xFF];
    }

    /// The value of a hexadecimal digit, or -1.
    public static int hex(int c) {
        return c >= 0 && c < 256 ? HEX[c] : -1;
    }

    public static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
