package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Programs: what can't be laid beside httpd because it is about time, size or processes.
final class CgiTest extends EachMpm {
    private static final String HEAD = "printf 'Content-Type: text/plain\\n\\n'\n";

    @Override
    void prepare() {
        program("hello", HEAD + "printf hello");
        program("cat", HEAD + "exec cat");
        program("length", HEAD + "printf '%s:' \"$CONTENT_LENGTH\"; exec wc -c");
        program("early", HEAD + "printf early; head -c 1 >/dev/null; read rest; printf late");
        program("stream", HEAD + "printf first; exec 3>&1; while [ ! -e \"$DOCUMENT_ROOT/go\" ]; do sleep 0.02; done; printf second");
        program("endless", HEAD + "echo $$ >\"$DOCUMENT_ROOT/endless.pid\"; while :; do echo more; sleep 0.02; done");
        program("stubborn", "trap '' TERM\n" + HEAD + "echo $$ >\"$DOCUMENT_ROOT/stubborn.pid\"; exec >&- 2>&-; while :; do sleep 0.1; done");
        program("lasting", HEAD + "printf done; (sleep 60) >&- 2>&- <&- &");
        program("silent", "sleep 60");
        program("stops", HEAD + "printf some; sleep 60");
        program("descriptors", HEAD + "ls /proc/self/fd | tr '\\n' ' '");
        program("limits", HEAD + "ulimit -St; ulimit -Ht; ulimit -Sd; ulimit -Sp");
        program("php-words", HEAD + "printf '%s' $#");
        program("lengthy", "printf 'X-Long: %020000d\\n' 7\n" + HEAD + "printf ok");
        program("bogus", "echo 'no head'; echo complaint >&2; echo more");
        server.file("htdocs/page.html", "a page")
                .configure(mpm, TestServer.loadModule("alias") + TestServer.loadModule("cgi") + """
                        ScriptAlias /cgi-bin/ %1$s/cgi-bin/
                        ScriptLog %1$s/open/script.log
                        ScriptLogBuffer 16
                        LimitRequestBody 8000000
                        <LocationMatch "/(silent|stops)$">
                            CGIScriptTimeout 300ms
                        </LocationMatch>
                        <Location /cgi-bin/limits>
                            RLimitCPU 7 9
                            RLimitMEM 100000000
                            RLimitNPROC 5000 max
                        </Location>
                        """.formatted(server.folder()));
        server.file("open/here", "");
        server.folder().resolve("open").toFile().setWritable(true, false);
        server.htdocs().toFile().setWritable(true, false);
    }

    private void program(String name, String script) {
        server.file("cgi-bin/" + name, "#!/bin/sh\n" + script + "\n");
        server.folder().resolve("cgi-bin/" + name).toFile().setExecutable(true, false);
    }

    @Test
    void knowsTheLengthOfWhatIsSaidInOneGo() {
        assertEquals("5", server.get("/cgi-bin/hello").header("Content-Length"));
    }

    @Test
    void keepsTheConnection() throws IOException {
        try (Wire wire = server.connect()) {
            for (int i = 0; i < 3; i++) {
                assertEquals("hello", wire.exchange("GET", "/cgi-bin/hello").body());
            }
        }
    }

    @Test
    void takesAndGivesMoreThanPipesHold() {
        String much = "0123456789abcdef".repeat(300_000);
        Reply reply = Wire.ask(
                server.port(), Wire.request("POST", "/cgi-bin/cat", "Content-Length: " + much.length()) + much);
        assertEquals(200, reply.status());
        assertEquals(much, reply.body());
    }

    @Test
    void tellsTheLengthOfChunkedContent() {
        String chunk = "10000\r\n" + "x".repeat(65536) + "\r\n";
        String request = Wire.request("POST", "/cgi-bin/length", "Transfer-Encoding: chunked") + chunk.repeat(3) + "0\r\n\r\n";
        assertEquals("196608:196608\n", Wire.ask(server.port(), request).body());
    }

    @Test
    void refusesTooMuchContent() {
        Reply reply = Wire.ask(server.port(), Wire.request("POST", "/cgi-bin/cat", "Content-Length: 9000000"));
        assertEquals(413, reply.status());
    }

    @Test
    void sendsWhatComesEarly() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/cgi-bin/stream"));
            String early = wire.readUntil("first");
            assertTrue(early.contains("Transfer-Encoding: chunked"), early);
            server.file("htdocs/go", "");
            wire.readUntil("second\r\n0\r\n\r\n");
        } finally {
            Files.deleteIfExists(server.htdocs().resolve("go"));
        }
    }

    @Test
    void endsTheProgramOfAClientThatLeaves() throws IOException {
        long program;
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/cgi-bin/endless"));
            wire.readUntil("more");
            program = pid("endless");
        }
        Await.until("the end of the program", () -> !Processes.alive(program));
    }

    @Test
    void killsAProgramThatIgnoresTheOrderToEnd() throws IOException {
        assertEquals(200, server.get("/cgi-bin/stubborn").status());
        long program = pid("stubborn");
        Await.until("the end of the program", () -> !Processes.alive(program));
    }

    @Test
    void doesNotWaitForWhatAProgramLeftBehind() {
        assertEquals("done", server.get("/cgi-bin/lasting").body());
    }

    @Test
    void givesUpOnASilentProgram() {
        assertEquals(504, server.get("/cgi-bin/silent").status());
        assertTrue(server.errorLog().contains("Script timed out before returning headers: silent"), server.errorLog());
    }

    @Test
    void breaksOffWhatAProgramBreaksOff() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/cgi-bin/stops"));
            wire.readUntil("some");
            String rest = wire.readToEnd();
            assertFalse(rest.contains("0\r\n\r\n"), rest);
        }
        Await.until("a line in the log", () -> server.errorLog().contains("AH01220: Timeout waiting for output from CGI script"));
    }

    @Test
    void passesNoDescriptorsOn() {
        assertEquals("0 1 2 3 ", server.get("/cgi-bin/descriptors").body());
    }

    @Test
    void limitsResources() {
        List<String> limits = server.get("/cgi-bin/limits").body().lines().toList();
        assertEquals(List.of("7", "9", Integer.toString(100_000_000 / 1024), "5000"), limits);
    }

    @Test
    void givesNoWordsToPhp() {
        assertEquals("0", server.get("/cgi-bin/php-words?-s").body());
    }

    @Test
    void takesLongFields() {
        Reply reply = server.get("/cgi-bin/lengthy");
        assertEquals("ok", reply.body());
        assertEquals(20_000, reply.header("X-Long").length());
    }

    @Test
    void writesAboutFailuresAtLength() {
        String request = Wire.request("POST", "/cgi-bin/bogus?q=1", "X-Field: value", "Content-Length: 20") + "c".repeat(20);
        assertEquals(500, Wire.ask(server.port(), request).status());
        Await.until("the whole entry", () -> server.read("open/script.log").contains("%stdout"));
        String log = server.read("open/script.log").replace(server.folder().toString(), "FOLDER");
        assertTrue(log.contains("%error\ncomplaint\n"), log);
        String failure = log.substring(log.indexOf("%% 500"));
        assertTrue(failure.startsWith("%% 500 FOLDER/cgi-bin/bogus\n%request\nHost: localhost\nX-Field: value\n"
                + "Content-Length: 20\n\ncccccccccccccccc\n%response\nno head\n%stdout\nmore\n"), failure);
    }

    private long pid(String name) throws IOException {
        Path file = server.htdocs().resolve(name + ".pid");
        Await.until("a pid", () -> Files.exists(file) && Files.size(file) > 1);
        return Long.parseLong(Files.readString(file).strip());
    }
}
