package muster.modules.loggers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import muster.core.FilePath;
import muster.core.LogFormat;
import muster.core.LogItem;
import muster.core.MemoryServer;
import muster.core.Request;
import muster.log.LineBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values are those of Apache 2.4.71 for the same request.
class LogItemsTest {
    private final MemoryServer server = new MemoryServer().load(new LogConfigModule()).load(new LogioModule());
    private final Request request = request();

    private Request request() {
        Request made = server.request("GET", "/a/b?x=1");
        made.started(1_795_426_364_123L, System.nanoTime());
        made.headers().add("Referer", "http://x/\"y");
        made.headers().add("Cookie", "foo=bar; x=y ; Z = 1");
        made.headers().add("Multi", "one");
        made.headers().add("Multi", "two");
        made.headers().add("Empty", "");
        made.file(new FilePath("/www/a/\u00ff", "/www"));
        made.headBytes(120);
        var response = made.response();
        response.status(404);
        response.contentType("text/html; charset=iso-8859-1");
        response.headers().add("Vary", "Accept");
        response.errorHeaders().add("X-Always", "yes");
        response.sent(200, 1234);
        made.environment().set("word", "value");
        made.notes().set("note", "text");
        return made;
    }

    private LogFormat format(String text) {
        return LogFormat.parse(text, letter -> server.registry().provider(LogItem.Type.class, letter));
    }

    private String line(String text) {
        var line = new LineBuffer(16);
        format(text).append(request, line);
        String made = new String(line.array(), 0, line.size(), StandardCharsets.ISO_8859_1);
        assertTrue(made.endsWith("\n"));
        return made.substring(0, made.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    %h                  | 192.0.2.7
                    %a %{c}a            | 192.0.2.7 192.0.2.7
                    %A                  | 192.0.2.1
                    %l                  | -
                    %u                  | -
                    %r                  | GET /a/b?x=1 HTTP/1.1
                    %m %U%q %H          | GET /a/b?x=1 HTTP/1.1
                    %s %>s %<s          | 404 404 404
                    %b %B               | 1234 1234
                    %I %O %S            | 120 1434 1554
                    %f                  | /www/a/\\xff
                    %R                  | -
                    %{Referer}i         | http://x/\\"y
                    %{referer}i         | http://x/\\"y
                    %{Multi}i           | one, two
                    %{Nothing}i         | -
                    [%{Empty}i]         | []
                    %{foo}C %{X}C %{z}C | bar y 1
                    %{nope}C            | -
                    %{Content-Type}o    | text/html
                    %{Vary}o            | Accept
                    %{X-Always}o        | yes
                    %{word}e %{no}e     | value -
                    %{note}n %{no}n     | text -
                    %{X}^ti %{X}^to     | - -
                    %k %X               | 0 +
                    %p %{local}p        | 80 8080
                    %{canonical}p       | 80
                    %{remote}p          | 40000
                    %{foo}p %{foo}P     | foo foo
                    %{foo}T             | foo
                    %L                  | -
                    %^FB                | -
                    %%                  | %
                    a\\tb\\q\\\\        | `a	b\\q\\`
                    %404{Referer}i      | http://x/\\"y
                    %!404{Referer}i     | -
                    %200,304,404{word}e | value
                    %200,304{word}e     | -
                    %!200,304,302{word}e| value
                    %{sec}t             | 1795426364
                    %{msec}t            | 1795426364123
                    %{msec_frac}t       | 123
                    %{begin:sec}t       | 1795426364
                    %{%s}t              | 1795426364
                    %{foo}t             | foo
                    %{sec_frac}t        | sec_frac
                    """)
    void items(String format, String expected) {
        assertEquals(expected, line(format));
    }

    @Test
    void timeStamps() {
        assertTrue(line("%t").matches("\\[23/Nov/2026:\\d\\d:\\d\\d:44 [+-]\\d{4}]"), line("%t"));
        assertEquals(line("%t"), line("%{begin}t"));
        assertEquals(line("%t"), line("%{begin:}t"));
        assertTrue(line("%{end}t").startsWith("[23/Nov/2026:"));
        assertTrue(line("%{usec}t").matches("1795426364123\\d{3}"));
        assertTrue(line("%{usec_frac}t").matches("123\\d{3}"));
    }

    @Test
    void durations() {
        assertEquals("0 0", line("%T %{s}T"));
        assertEquals(line("%D"), line("%{us}T"), "one end for all items");
        assertTrue(line("%{ms}T").matches("\\d+"));
    }

    @Test
    void numbersOfProcessAndThread() {
        assertEquals(Long.toString(ProcessHandle.current().pid()), line("%P"));
        assertEquals(Integer.toHexString(Integer.parseInt(line("%{tid}P"))), line("%{hextid}P"));
    }

    @Test
    void usersAreEscapedAndAnEmptyOneIsQuoted() {
        request.authenticated("us\"er", "Basic");
        assertEquals("us\\\"er", line("%u"));
        request.authenticated("", "Basic");
        assertEquals("\"\"", line("%u"));
    }

    @Test
    void nothingSentIsAHyphenOrZero() {
        var empty = server.request("HEAD", "/");
        var line = new LineBuffer(16);
        format("%b %B").append(empty, line);
        assertEquals("- 0\n", new String(line.array(), 0, line.size(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:secret@host/x,  http://me:XXXXXXXX@host/x",
        "http://me@host/x,         http://me@host/x",
        "http://host:80/x,         http://host:80/x",
        "http://host/a:b@c,        http://host/a:b@c",
        "http://me:secret@host,    http://me:XXXXXXXX@host",
    })
    void passwordsStayOut(String target, String expected) {
        assertEquals(expected, LogItems.withoutPassword(target));
    }

    @ParameterizedTest
    @CsvSource({
        "%Z,           Unrecognized LogFormat directive %Z",
        "%{foo,        Ran off end of LogFormat parsing args to some directive",
        "abc%,         Ran off end of LogFormat parsing args to some directive",
    })
    void refusesInHttpdsWords(String format, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> format(format));
        assertEquals(message, refused.getMessage());
    }
}
