package muster.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import muster.http.PathDecoder.EncodedSlashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The columns are AllowEncodedSlashes Off, On and NoDecode, each with MergeSlashes on; compared with Apache 2.4.71.
class PathDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "/, /, /, /",
        "/a/b.txt, /a/b.txt, /a/b.txt, /a/b.txt",
        "/%, 400, 400, 400",
        "/%4, 400, 400, 400",
        "/%zz, 400, 400, 400",
        "/%u0041, 400, 400, 400",
        "/a%00b, 404, 404, 404",
        "/%2f, 404, /, /%2f",
        "/a%2Fb, 404, /a/b, /a%2Fb",
        "/a%2f%2fb, 404, /a/b, /a%2f%2fb",
        "/a%5cb, /a\\b, /a\\b, /a\\b",
        "/a//b, /a/b, /a/b, /a/b",
        "//a, /a, /a, /a",
        "/a//, /a/, /a/, /a/",
        "/., /, /, /",
        "/a/., /a/, /a/, /a/",
        "/a/./b, /a/b, /a/b, /a/b",
        "/.., 400, 400, 400",
        "/../a, 400, 400, 400",
        "//..//a, 400, 400, 400",
        "/a/.., /, /, /",
        "/a/../, /, /, /",
        "/a/../b, /b, /b, /b",
        "/a//../b, /b, /b, /b",
        "/a/x/../../b, /b, /b, /b",
        "/a/x/../../../b, 400, 400, 400",
        "/a/..., /a/..., /a/..., /a/...",
        "/a/..b, /a/..b, /a/..b, /a/..b",
        "/a/.b, /a/.b, /a/.b, /a/.b",
        "/a/..;/b, /a/..;/b, /a/..;/b, /a/..;/b",
        // CVE-2021-41773 and CVE-2021-42013: dots hidden behind one and two encodings.
        "/.%2e/a, 400, 400, 400",
        "/%2e%2e/a, 400, 400, 400",
        "/a/%2e%2e/b, /b, /b, /b",
        "/a/%2e/b, /a/b, /a/b, /a/b",
        "/%%32%65%%32%65/a, 400, 400, 400",
        "/%252e%252e/a, /%2e%2e/a, /%2e%2e/a, /%2e%2e/a",
        // Apache lets a decoded slash lead to the root, but not above; above is refused here as it is unencoded.
        "/..%2fa, 404, 400, /..%2fa",
        "/a/..%2fb, 404, /b, /a/..%2fb",
        "/a%2f..%2f..%2fb, 404, 400, /a%2f..%2f..%2fb",
        "/a/%2e%2e%2f%2e%2e%2fetc, 404, 400, /a/..%2f..%2fetc",
        "/%c0%ae%c0%ae/a, /\u00c0\u00ae\u00c0\u00ae/a, /\u00c0\u00ae\u00c0\u00ae/a, /\u00c0\u00ae\u00c0\u00ae/a",
        "/%61%20+, /a +, /a +, /a +",
    })
    void decodesAsApache(String path, String off, String on, String noDecode) {
        assertEquals(off, outcome(path, EncodedSlashes.REFUSE, true));
        assertEquals(on, outcome(path, EncodedSlashes.DECODE, true));
        assertEquals(noDecode, outcome(path, EncodedSlashes.KEEP, true));
    }

    @ParameterizedTest
    @CsvSource({"//a//b, //a//b", "/a//../b, /a/b", "/a//, /a//", "/a/.//b, /a//b", "/a//./b, /a//b"})
    void mayKeepSlashes(String path, String decoded) {
        assertEquals(decoded, outcome(path, EncodedSlashes.REFUSE, false));
    }

    @Test
    void aPlainPathIsNotCopied() throws HttpException {
        String path = "/images/logo.v2.png";
        assertSame(path, PathDecoder.decode(path, EncodedSlashes.REFUSE, true));
    }

    @Test
    void nothingLeadsOut() {
        var random = new Random(5);
        String[] parts = {"/", ".", "..", "%2e", "%2f", "%2F", "a", "//", "%5c", "\\", "%252e", ";", "%25"};
        for (int round = 0; round < 20_000; round++) {
            var path = new StringBuilder("/");
            for (int i = random.nextInt(12); i > 0; i--) {
                path.append(parts[random.nextInt(parts.length)]);
            }
            for (EncodedSlashes slashes : EncodedSlashes.values()) {
                String decoded = outcome(path.toString(), slashes, round % 2 == 0) + "/";
                assertFalse(decoded.contains("/../") || decoded.contains("/./"), path + " -> " + decoded);
            }
        }
    }

    private static String outcome(String path, EncodedSlashes slashes, boolean merge) {
        try {
            return PathDecoder.decode(path, slashes, merge);
        } catch (HttpException refused) {
            return Integer.toString(refused.status());
        }
    }
}
