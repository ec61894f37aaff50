package muster.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The small things all messages are made of.
class TextTest {
    @Test
    void reasonsAreHttpds() {
        assertEquals("302 Found", Status.line(302));
        assertEquals("413 Request Entity Too Large", Status.line(413));
        assertEquals("414 Request-URI Too Long", Status.line(414));
        assertEquals("431 Request Header Fields Too Large", Status.line(431));
        assertEquals("511 Network Authentication Required", Status.line(511));
        assertEquals("299 Status 299", Status.line(299));
        assertNull(Status.standardReason(599));
        assertNull(Status.standardReason(-1));
        assertTrue(Status.isBodiless(204) && Status.isBodiless(304) && !Status.isBodiless(200));
    }

    @Test
    void methodsAreConstants() {
        for (String method : MethodNames.REGISTERED) {
            byte[] bytes = (" " + method + " ").getBytes(StandardCharsets.ISO_8859_1);
            assertSame(method, MethodNames.of(bytes, 1, bytes.length - 1));
        }
        assertEquals("GETT", MethodNames.of("GETT".getBytes(StandardCharsets.ISO_8859_1), 0, 4));
        assertTrue(MethodNames.isRegistered("PATCH"));
        assertFalse(MethodNames.isRegistered("get"));
    }

    @Test
    void knownNamesAreFoundInAnyCase() {
        byte[] bytes = "xcontent-LENGTHx".getBytes(StandardCharsets.ISO_8859_1);
        var known = FieldNames.find(bytes, 1, 14);
        assertNotNull(known);
        assertSame(FieldNames.Role.CONTENT_LENGTH, known.role());
        assertEquals("content-LENGTH", known.textOf(bytes, 1));
        assertNull(FieldNames.find(bytes, 0, 14));
        assertNull(FieldNames.find(bytes, 1, 13));
    }

    @Test
    void escapesWhatHttpdEscapes() {
        // Apache 2.4.71 wrote this for a folder of all visible characters.
        assertEquals(
                "/q%20!%22%23$%25&'()*+,-.0123456789:;%3c=%3e%3f@AZ%5b%5c%5d%5e_%60az%7b%7c%7d~/%e4",
                UriEscape.path("/q !\"#$%&'()*+,-.0123456789:;<=>?@AZ[\\]^_`az{|}~/\u00e4"));
        assertSame("/a/b.txt", UriEscape.path("/a/b.txt"));
        assertEquals("./a:b", UriEscape.relativePath("a:b"));
        assertEquals("a/b:c", UriEscape.relativePath("a/b:c"));
        assertEquals("a%2fb%3b", UriEscape.segment("a/b;"));
        assertEquals("&lt;a href=&quot;x&quot;&gt;&amp;'\u00e4", UriEscape.html("<a href=\"x\">&'\u00e4"));
        assertEquals("&#228;", UriEscape.html("\u00e4", true));
        assertSame("plain", UriEscape.html("plain"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "close|true",
                "CLOSE|true",
                "keep-alive, close|true",
                "keep-alive ,close ,x|true",
                ",,close|true",
                "closed|false",
                "x-close|false",
                "''|false",
                "\"close, \\\", close\"|false",
                "\"a\",close|true",
            })
    void findsTokens(String list, boolean found) {
        assertEquals(found, TokenList.has(list, "close"));
    }

    @Test
    void readsParameters() {
        assertEquals("utf-8", TokenList.parameter("text/html; Charset=utf-8; a=b", "charset"));
        assertEquals("a;\"b", TokenList.parameter("x;y=\"a;\\\"b\";z=1", "y"));
        assertEquals("1", TokenList.parameter("x;y=\"a;\\\"b\";z=1", "z"));
        assertEquals("", TokenList.parameter("x;y=", "y"));
        assertNull(TokenList.parameter("x;y", "y"));
        assertNull(TokenList.parameter("charset=utf-8", "charset"));
    }

    @Test
    void readsMediaTypes() {
        var html = MediaType.parse(" Text/HTML ; charset=\"UTF-8\";q=0.5");
        assertNotNull(html);
        assertEquals("text/html", html.essence());
        assertEquals("UTF-8", html.parameter("charset"));
        assertEquals(500, html.quality());
        var any = MediaType.parse("text/*");
        assertNotNull(any);
        assertTrue(any.includes(html) && !html.includes(any));
        assertNull(MediaType.parse("text"));
        assertNull(MediaType.parse("text/"));
        assertNull(MediaType.parse("te xt/html"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "1.000, 1000", "0, 0", "0.5, 500", "0.123, 123", "0., 0", "2, 0", "1.5, 1000", "x, 0", "0.1234, 0"})
    void readsWeights(String q, int thousandths) {
        assertEquals(thousandths, MediaType.quality(q));
    }
}
