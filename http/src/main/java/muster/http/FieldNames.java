package muster.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Header field names that clients send every day. The parser hands out these very Strings, so that most messages need no
/// new ones and a look-up in [HeaderFields] is mostly one comparison of references.
public final class FieldNames {
    /// A field that shapes the message itself, so that the parser has to look at it.
    public enum Role {
        PLAIN,
        HOST,
        CONTENT_LENGTH,
        TRANSFER_ENCODING,
        CONNECTION,
        EXPECT,
        UPGRADE
    }

    /// A well-known name, as commonly written and in small letters (HTTP/2, some clients).
    public record Known(String text, String lowerText, byte[] bytes, byte[] lowerBytes, Role role) {
        private static Known of(String text, Role role) {
            // Interned, so that it is the same String as a literal in whoever looks the field up.
            String lower = lowerCase(text).intern();
            return new Known(text.intern(), lower, latin1(text), latin1(lower), role);
        }

        /// This name as it stands at `from`: one of the two constants unless the client writes it in its own way.
        public String textOf(byte[] from, int at) {
            if (startsWith(from, at, bytes)) {
                return text;
            }
            return startsWith(from, at, lowerBytes)
                    ? lowerText
                    : new String(from, at, bytes.length, StandardCharsets.ISO_8859_1);
        }
    }

    private static final int MASK = 511;
    private static final @Nullable Known[] TABLE = new Known[MASK + 1];

    static {
        put("Host", Role.HOST);
        put("Content-Length", Role.CONTENT_LENGTH);
        put("Transfer-Encoding", Role.TRANSFER_ENCODING);
        put("Connection", Role.CONNECTION);
        put("Expect", Role.EXPECT);
        put("Upgrade", Role.UPGRADE);
        for (String name : new String[] {
            "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Access-Control-Request-Headers",
            "Access-Control-Request-Method", "Authorization", "Cache-Control", "Content-Disposition", "Content-Encoding",
            "Content-Language", "Content-Location", "Content-Range", "Content-Type", "Cookie", "DNT", "Date", "Depth", "Destination",
            "ETag", "Forwarded", "From", "HTTP2-Settings", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range",
            "If-Unmodified-Since", "Keep-Alive", "Last-Modified", "Max-Forwards", "Origin", "Overwrite", "Pragma", "Priority",
            "Proxy-Authorization", "Proxy-Connection", "Range", "Referer", "Sec-CH-UA", "Sec-CH-UA-Mobile",
            "Sec-CH-UA-Platform", "Sec-Fetch-Dest", "Sec-Fetch-Mode", "Sec-Fetch-Site", "Sec-Fetch-User",
            "Sec-WebSocket-Extensions", "Sec-WebSocket-Key", "Sec-WebSocket-Protocol", "Sec-WebSocket-Version", "TE", "Timeout",
            "Trailer", "Upgrade-Insecure-Requests", "User-Agent", "Via", "X-Forwarded-For", "X-Forwarded-Host",
            "X-Forwarded-Proto", "X-Real-IP", "X-Requested-With"
        }) {
            put(name, Role.PLAIN);
        }
    }

    private FieldNames() {}

    /// The well-known name that these bytes are, in whatever case, or null.
    public static @Nullable Known find(byte[] bytes, int at, int length) {
        int slot = slot(length, bytes[at], bytes[at + length - 1]);
        for (Known known = TABLE[slot]; known != null; known = TABLE[slot]) {
            if (known.lowerBytes.length == length && sameIgnoringCase(bytes, at, known.lowerBytes)) {
                return known;
            }
            slot = (slot + 1) & MASK;
        }
        return null;
    }

    private static int slot(int length, byte first, byte last) {
        return (length * 3 + (CharClass.lower(first) - 'a') * 29 + (CharClass.lower(last) - 'a') * 7) & MASK;
    }

    private static void put(String name, Role role) {
        Known known = Known.of(name, role);
        byte[] bytes = known.bytes;
        int slot = slot(bytes.length, bytes[0], bytes[bytes.length - 1]);
        while (TABLE[slot] != null) {
            slot = (slot + 1) & MASK;
        }
        TABLE[slot] = known;
    }

    private static boolean sameIgnoringCase(byte[] bytes, int at, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            if (CharClass.lower(bytes[at + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (bytes[at + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String lowerCase(String text) {
        byte[] bytes = latin1(text);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = CharClass.lower(bytes[i]);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
