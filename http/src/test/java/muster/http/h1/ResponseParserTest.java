package muster.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import muster.http.HeadLimits;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.http.h1.ResponseParser.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
    private final ResponseParser parser = new ResponseParser(HeadLimits.DEFAULT);

    /// In pieces of every size: what comes out must not depend on how the bytes arrive.
    private int parse(String head, int piece) throws HttpException {
        byte[] bytes = head.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        parser.reset(new HeaderFields());
        int at = 0;
        for (int to = Math.min(piece, bytes.length); ; to = Math.min(to + piece, bytes.length)) {
            at = parser.parse(bytes, at, to);
            if (to == bytes.length || parser.complete()) {
                return bytes.length - at;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HTTP/1.1 200 OK|Content-Length: 5||; GET; LENGTH; true",
                "HTTP/1.1 200|Content-Length: 5||; GET; LENGTH; true",
                "HTTP/1.1 200 |Content-Length: 0||; GET; NONE; true",
                "HTTP/1.1 200 OK||; GET; UNTIL_CLOSE; false",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||; GET; CHUNKED; true",
                "HTTP/1.1 200 OK|Transfer-Encoding: Chunked|Content-Length: 3||; GET; CHUNKED; false",
                "HTTP/1.1 200 OK|Connection: close|Content-Length: 3||; GET; LENGTH; false",
                "HTTP/1.0 200 OK|Content-Length: 3||; GET; LENGTH; false",
                "HTTP/1.0 200 OK|Content-Length: 3|Connection: x, Keep-Alive||; GET; LENGTH; true",
                "HTTP/1.1 200 OK|Content-Length: 5||; HEAD; NONE; true",
                "HTTP/1.1 304 Not Modified|Content-Length: 5||; GET; NONE; true",
                "HTTP/1.1 204 No Content||; GET; NONE; true",
                "HTTP/1.1 101 Switching Protocols|Upgrade: websocket||; GET; NONE; false",
                "HTTP/1.1 999 Whatever it is|content-length: 1||; GET; LENGTH; true",
            })
    void delimitsContent(String head, String method, Content content, boolean reusable) throws HttpException {
        for (int piece = 1; piece <= head.length() + 10; piece++) {
            assertEquals(0, parse(head, piece));
            assertTrue(parser.complete());
            assertEquals(content, parser.content(method));
            assertEquals(reusable, parser.reusable(method));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<html>|", "HTTP/2.0 200 OK||", "HTTP/1.2 200 OK||", "HTTP/1.1 20 OK||", "HTTP/1.1 2000 OK||", "HTTP/1.1  200 OK||",
        "HTTP/1.1 099 No||", "http/1.1 200 OK||", "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 6||",
        "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5||", "HTTP/1.1 200 OK|Content-Length: -1||", "HTTP/1.1 200 OK|Content-Length: 5, 5||",
        "HTTP/1.1 200 OK|Content-Length: +5||", "HTTP/1.1 200 OK|Content-Length:||", "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked||", "HTTP/1.0 200 OK|Transfer-Encoding: chunked||",
        "HTTP/1.1 200 OK|Bad Name: x||", "HTTP/1.1 200 OK|A: b| folded||", "HTTP/1.1 200 OK|: x||", "HTTP/1.1 200 OK|A : x||", "HTTP/1.1 200 O\u0001K||"
    })
    void refusesWhatIsntClear(String head) {
        for (int piece = 1; piece <= head.length() + 10; piece++) {
            int size = piece;
            HttpException wrong = assertThrows(HttpException.class, () -> parse(head, size), head);
            assertEquals(502, wrong.status());
        }
    }

    @Test
    void readsInterimAndFinalResponsesInTurn() throws HttpException {
        assertEquals("HTTP/1.1 200 OK||".replace("|", "\r\n").length(), parse("HTTP/1.1 103 Early Hints|Link: </a>||HTTP/1.1 200 OK||", 1000));
        assertTrue(parser.interim());
        parse("HTTP/1.1 200 Fine", 1000);
        assertFalse(parser.complete());
        parse("HTTP/1.1 200 Fine so far||rest", 1000);
        assertEquals("Fine so far", parser.reason());
        assertFalse(parser.interim());
    }
}
