package muster.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.http.HeaderFields;
import org.junit.jupiter.api.Test;

class ResponseHeadTest {
    private static final long EXAMPLE = 784_111_777;
    private final byte[] out = new byte[4096];

    @Test
    void startsAsHttpdDoes() {
        var heads = new ResponseHead("Muster");
        int at = heads.start(out, 0, 404, null, EXAMPLE);
        assertEquals(
                "HTTP/1.1 404 Not Found\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: Muster\r\n", text(at));
        assertTrue(at <= heads.sizeOfStart(null));
        at = heads.start(out, 0, 200, "Fine", EXAMPLE + 1);
        assertEquals("HTTP/1.1 200 Fine\r\nDate: Sun, 06 Nov 1994 08:49:38 GMT\r\nServer: Muster\r\n", text(at));
        at = new ResponseHead("").start(out, 0, 299, null, EXAMPLE);
        assertEquals("HTTP/1.1 299 Status 299\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n", text(at));
    }

    @Test
    void aBadReasonIsReplaced() {
        assertEquals("HTTP/1.1 200 OK\r\n", text(ResponseHead.statusLine(out, 0, 200, "Fine\r\nX: y")));
        assertEquals("HTTP/1.1 500 Internal Server Error\r\n", text(ResponseHead.statusLine(out, 0, 42, null)));
    }

    @Test
    void writesFieldsAndLeavesOutThoseThatWouldSplitTheResponse() {
        var fields = new HeaderFields();
        fields.add("ETag", "\"a\"");
        fields.add("X-Split", "a\r\nSet-Cookie: b");
        fields.add("X-Nul", "a\0b");
        fields.add("X Name", "a");
        fields.add("", "a");
        fields.add("X-Latin", "\u00e4");
        List<Integer> rejected = new ArrayList<>();
        int at = ResponseHead.fields(out, 0, fields, rejected::add);
        at = ResponseHead.lineEnd(out, at);
        assertEquals("ETag: \"a\"\r\nX-Latin: \u00e4\r\n\r\n", text(at));
        assertEquals(List.of(1, 2, 3, 4), rejected);
        assertTrue(at <= ResponseHead.sizeOf(fields) + 2);
    }

    @Test
    void writesNumbers() {
        byte[] name = "Content-Length: ".getBytes(StandardCharsets.ISO_8859_1);
        for (long value : new long[] {0, 9, 10, 12_345, Long.MAX_VALUE}) {
            assertEquals("Content-Length: " + value + "\r\n", text(ResponseHead.number(out, 0, name, value)));
        }
    }

    private String text(int end) {
        return new String(out, 0, end, StandardCharsets.ISO_8859_1);
    }
}
