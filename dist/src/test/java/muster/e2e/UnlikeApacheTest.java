package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where Muster differs from Apache httpd 2.4 on purpose: it follows the RFC where httpd does not, and finds mistakes that httpd
/// overlooks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnlikeApacheTest {
    private final TestServer server = TestServer.create(Program.MUSTER);

    @BeforeAll
    void start() throws IOException {
        server.file("htdocs/digits.txt", "0123456789".repeat(10));
        // A file that was changed this very second has a weak tag.
        Files.setLastModifiedTime(server.htdocs().resolve("digits.txt"), FileTime.from(Twins.CHANGED));
        server.configure(MpmName.EVENT, "").start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// RFC 9110 §5.6.1: a list may have empty elements, and blanks around its commas.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"',0-4' | 206", "'0-4 , 6-7' | 206", "'100-' | 416", "'200-300,400-' | 416"})
    void ranges(String range, int status) {
        Reply reply = server.get("/digits.txt", "Range: bytes=" + range);
        assertEquals(status, reply.status());
        if (status == 416) { // RFC 9110 §15.5.17
            assertEquals("bytes */100", reply.header("Content-Range"));
        }
    }

    /// RFC 9110 §13.2.2: entity tags go before dates; with a tag that matches, the date is not looked at.
    @Test
    void tagsGoBeforeDates() {
        // Of a file that has only just been written the tag is weak: it might change again within the same tick.
        Await.until("a strong tag", () -> !server.get("/digits.txt").header("ETag").startsWith("W/"));
        String tag = server.get("/digits.txt").header("ETag");
        String early = "Thu, 01 Jan 1998 00:00:00 GMT";
        assertEquals(304, server.get("/digits.txt", "If-None-Match: " + tag, "If-Modified-Since: " + early).status());
        assertEquals(200, server.get("/digits.txt", "If-Match: " + tag, "If-Unmodified-Since: " + early).status());
    }

    /// A request without a body can't wait for 100 (Continue); httpd gives the connection up.
    @Test
    void keepsAConnectionThatExpectsNothing() {
        assertEquals("", server.get("/digits.txt", "Expect: 100-continue").header("Connection"));
    }

    /// httpd reads each of these as 0 or On.
    @ParameterizedTest
    @ValueSource(strings = {"KeepAlive Maybe", "KeepAlive On Off", "Timeout abc", "Timeout -1", "LimitRequestFields abc", "LimitRequestLine abc"})
    void findsMistakesInConfigurations(String line) {
        Ran ran = server.command("-t", "-c", line);
        assertEquals(1, ran.code());
        assertTrue(ran.err().startsWith("AH00526: Syntax error on line 1 of -c/-C directives:\n"), ran.err());
    }
}
