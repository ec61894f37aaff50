package muster.expr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The functions and operators that look at nothing but their arguments.
final class TextWords {
    private static final String SAFE_IN_PATHS = "!$&'()*+,-./:;=@_~";
    private static final HexFormat HEX = HexFormat.of();

    private TextWords() {}

    static <S> void addTo(Vocabulary.Builder<S> words) {
        words.function("tolower", (_, text) -> toLower(text))
                .function("toupper", (_, text) -> toUpper(text))
                .function("escape", (_, text) -> escape(text))
                .function("unescape", (_, text) -> unescape(text))
                .function("base64", (_, text) -> base64(text))
                .function("unbase64", (_, text) -> unbase64(text))
                .function("md5", (_, text) -> digest("MD5", text))
                .function("sha1", (_, text) -> digest("SHA-1", text))
                .function("ldap", (_, text) -> ldap(text));
        words.unary("n", Vocabulary.Operator.of((_, _, text) -> !text.isEmpty()))
                .unary("z", Vocabulary.Operator.of((_, _, text) -> text.isEmpty()))
                .unary("T", Vocabulary.Operator.of((_, _, text) -> isTrue(text)));
        words.binary("strmatch", globbing(false, false))
                .binary("strcmatch", globbing(false, true))
                .binary("fnmatch", globbing(true, false));
    }

    /// A pattern that is known beforehand is read once.
    private static <S> Vocabulary.Operator<S> globbing(boolean path, boolean ignoringCase) {
        return right -> {
            if (right == null) {
                return (_, text, pattern) -> new Glob(pattern, path, ignoringCase).matches(text);
            }
            var glob = new Glob(right, path, ignoringCase);
            return (_, text, _) -> glob.matches(text);
        };
    }

    private static boolean isTrue(String text) {
        return !(text.isEmpty()
                || text.equals("0")
                || text.equalsIgnoreCase("off")
                || text.equalsIgnoreCase("false")
                || text.equalsIgnoreCase("no"));
    }

    /// Of ASCII letters only, as in the C locale.
    static String toLower(String text) {
        return mapped(text, 'A', 'Z', 'a' - 'A');
    }

    static String toUpper(String text) {
        return mapped(text, 'a', 'z', 'A' - 'a');
    }

    private static String mapped(String text, char first, char last, int distance) {
        char[] changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= first && c <= last) {
                changed = changed == null ? text.toCharArray() : changed;
                changed[i] = (char) (c + distance);
            }
        }
        return changed == null ? text : new String(changed);
    }

    /// As httpd escapes paths: `%` and two lower-case digits for all but letters, digits and a few marks.
    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || SAFE_IN_PATHS.indexOf(c) >= 0;
            if (plain) {
                escaped.append(c);
            } else {
                HEX.toHexDigits(escaped.append('%'), (byte) c);
            }
        }
        return escaped.toString();
    }

    /// Decodes `%hh`, but leaves encoded slashes; empty if an escape is bad or stands for NUL.
    static @Nullable String unescape(String text) {
        var decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                decoded.append(c);
                continue;
            }
            if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                return null;
            }
            int value = HexFormat.fromHexDigits(text, i + 1, i + 3);
            if (value == 0) {
                return null;
            }
            if (value == '/') {
                decoded.append(text, i, i + 3);
            } else {
                decoded.append((char) value);
            }
            i += 2;
        }
        return decoded.toString();
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static String base64(String text) {
        return new String(Base64.getEncoder().encode(bytes(text)), StandardCharsets.ISO_8859_1);
    }

    /// Decodes as far as there are digits of base 64.
    private static String unbase64(String text) {
        int end = 0;
        while (end < text.length() && isBase64(text.charAt(end))) {
            end++;
        }
        // One digit alone is less than a byte.
        int whole = end % 4 == 1 ? end - 1 : end;
        return new String(Base64.getDecoder().decode(bytes(text.substring(0, whole))), StandardCharsets.ISO_8859_1);
    }

    private static boolean isBase64(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || c == '+' || c == '/';
    }

    private static String digest(String algorithm, String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance(algorithm).digest(bytes(text)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has " + algorithm, absent);
        }
    }

    /// For an LDAP filter (RFC 4515 §3).
    private static String ldap(String text) {
        var escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '(' || c == ')' || c == '\\' || c == 0) {
                HEX.toHexDigits(escaped.append('\\'), (byte) c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
