package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where logs go, and that they arrive there: files that are moved away, programs that die, the log daemon, the streams of a container.
final class LogsTest {
    private TestServer server;

    @BeforeEach
    void create() {
        server = TestServer.create(Program.MUSTER).file("htdocs/hello.txt", "hello");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TestServer configured(String body) {
        return configured(MpmName.EVENT, body);
    }

    private TestServer configured(MpmName mpm, String body) {
        return server.configure(mpm, body.replace("FOLDER", server.folder().toString()));
    }

    /// As logrotate does it without any signal, and with one.
    @Test
    void opensFilesAnewThatWereMovedAway() throws IOException {
        configured("LogLevel info").start();
        server.get("/hello.txt?first");
        server.get("/first");
        Await.until("the first lines", () -> server.accessLog().contains("?first ") && server.errorLog().contains("/htdocs/first"));
        for (String name : List.of("access", "error")) {
            Files.move(server.folder().resolve("logs/" + name + ".log"), server.folder().resolve("logs/" + name + ".1"));
        }
        Await.until("new files", () -> {
            server.get("/hello.txt?second");
            server.get("/second");
            return server.accessLog().contains("?second ") && server.errorLog().contains("/htdocs/second");
        });
        assertTrue(server.read("logs/access.1").contains("?first "));
        Files.move(server.folder().resolve("logs/access.log"), server.folder().resolve("logs/access.2"));
        server.graceful();
        Await.until("a new file after the restart", () -> {
            server.get("/hello.txt?third");
            return server.accessLog().contains("?third ");
        });
        assertFalse(server.read("logs/access.2").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(MpmName.class)
    void losesNoLineWhileFilesAreMoved(MpmName mpm) throws IOException {
        configured(mpm, "").start();
        long answered;
        try (Load load = Load.of(4, server.port(), "/hello.txt", "hello")) {
            for (int i = 1; i <= 3; i++) {
                load.awaitMore(30);
                Files.move(server.folder().resolve("logs/access.log"), server.folder().resolve("logs/access.log." + i));
                Await.until("a new file", () -> Files.exists(server.folder().resolve("logs/access.log")));
            }
            assertEquals(List.of(), load.finish());
            answered = load.answered();
        }
        Pattern whole = Pattern.compile("127\\.0\\.0\\.1 - - \\[[^]]+\\] \"GET /hello.txt HTTP/1.1\" 200 5");
        Await.until("every line", () -> lines("logs/access.log", "logs/access.log.1", "logs/access.log.2", "logs/access.log.3").stream()
                .filter(line -> line.contains("GET ")).count() == answered);
        for (String line : lines("logs/access.log", "logs/access.log.1", "logs/access.log.2", "logs/access.log.3")) {
            assertTrue(line.contains("OPTIONS / ") || whole.matcher(line).matches(), line);
        }
    }

    private List<String> lines(String... files) {
        return Stream.of(files).flatMap(file -> server.read(file).lines()).toList();
    }

    @Test
    void writesToPrograms() {
        server.file("collect.sh", "echo \"$$\" >> \"$1.pids\"\nwhile read -r line; do echo \"$line\" >> \"$1\"; done\n");
        configured("""
                CustomLog "|/bin/sh FOLDER/collect.sh FOLDER/logs/plain" "%U?%q"
                CustomLog "||/bin/sh 'FOLDER/collect.sh' \\"FOLDER/logs/double\\"" "%U?%q"
                CustomLog "|$ exec /bin/sh FOLDER/collect.sh FOLDER/logs/shell" "%U?%q"
                ErrorLog "|/bin/sh FOLDER/collect.sh FOLDER/logs/errors"
                LogLevel info
                """).start();
        server.get("/hello.txt?one");
        server.get("/nothing");
        for (String log : List.of("plain", "double", "shell")) {
            Await.until("a line in " + log, () -> server.read("logs/" + log).contains("/hello.txt??one\n"));
        }
        Await.until("a line in errors", () -> server.read("logs/errors").contains("File does not exist"));

        long program = Long.parseLong(server.read("logs/plain.pids").lines().findFirst().orElseThrow());
        Processes.signal("KILL", program);
        Await.until("another program", () -> server.read("logs/plain.pids").lines().count() == 2);
        server.get("/hello.txt?two");
        Await.until("a line after the program's death", () -> server.read("logs/plain").contains("/hello.txt??two\n"));
        Await.until("a word about it", () -> server.read("logs/errors").contains("AH00106: piped log program '/bin/sh " + server.folder() + "/collect.sh "
                + server.folder() + "/logs/plain' failed unexpectedly"));

        server.graceful();
        Await.until("the restart", () -> server.read("logs/errors").split("resuming normal operations").length > 2);
        server.get("/hello.txt?three");
        Await.until("a line after the restart", () -> server.read("logs/plain").contains("/hello.txt??three\n"));
        List<Long> programs = Stream.of("plain", "double", "shell", "errors")
                .flatMap(log -> server.read("logs/" + log + ".pids").lines())
                .map(Long::valueOf)
                .toList();
        server.stop();
        Await.until("the end of the programs", () -> programs.stream().noneMatch(Processes::alive));
    }

    @ParameterizedTest
    @EnumSource(MpmName.class)
    void keepsLinesUntilABufferIsFullIfAsked(MpmName mpm) {
        configured(mpm, "BufferedLogs On").start();
        for (int i = 0; i < 20; i++) {
            server.get("/hello.txt?" + i);
        }
        assertEquals("", server.accessLog().replaceAll("(?m)^.*OPTIONS.*\n", ""));
        server.stop();
        String log = server.accessLog();
        for (int i = 0; i < 20; i++) {
            assertTrue(log.contains("/hello.txt?" + i + " "), "line " + i + " is there when the server has ended: " + log);
        }
    }

    @Test
    void speaksToTheLogDaemon() throws IOException {
        Path address = server.folder().resolve("syslog");
        configured("ErrorLog syslog:local1:web-test\nLogLevel info\n<VirtualHost *:*>\nErrorLog syslog:daemon\nLogLevel warn core:info\n</VirtualHost>");
        server.environment("MUSTER_SYSLOG=" + address).start(); // nobody listens yet
        server.get("/before");
        String script = "use Socket; socket(S, AF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0])) or die; chmod 0666, $ARGV[0]; "
                + "open(F, '>>', $ARGV[1]); select F; $| = 1; while (defined(recv(S, $m, 9000, 0))) { print \"$m\\n\"; }";
        Process daemon = new ProcessBuilder("perl", "-e", script, address.toString(), server.folder().resolve("logs/syslog").toString()).start();
        try {
            Await.until("the daemon", () -> Files.exists(address) && Files.exists(server.folder().resolve("logs/syslog")));
            server.get("/nothing");
            Await.until("a message", () -> server.read("logs/syslog").contains("/htdocs/nothing"));
            String message = server.read("logs/syslog").lines().filter(line -> line.contains("/htdocs/nothing")).findFirst().orElseThrow();
            assertTrue(message.matches("<30>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d httpd\\[\\d+\\]: \\[core:info\\] \\[pid \\d+:tid \\d+\\] "
                    + "\\[client 127.0.0.1:\\d+\\] AH00128: File does not exist: " + server.folder() + "/htdocs/nothing"), message);
            server.graceful(); // the parent speaks for the main server
            Await.until("the parent's message", () -> server.read("logs/syslog").contains("Server built: "));
            String ours = server.read("logs/syslog").lines().filter(line -> line.contains("Server built: ")).findFirst().orElseThrow();
            assertTrue(ours.matches("<142>.* web-test\\[" + server.pid() + "\\]: \\[mpm_event:info\\] .*"), ours);
        } finally {
            daemon.destroy();
        }
    }

    @Test
    void writesToTheStreamsOfAContainer() {
        configured("ErrorLog /dev/stderr\nCustomLog /proc/self/fd/1 \"to stdout: %r\"\nLogLevel info");
        server.inForeground(server.commandLine("-D", "FOREGROUND"));
        server.get("/nothing");
        Await.until("both", () -> server.read("foreground.out").contains("to stdout: GET /nothing HTTP/1.1\n")
                && server.read("foreground.out").contains("File does not exist: "));
        server.graceful();
        Await.until("the restart", () -> server.read("foreground.out").split("resuming normal operations").length > 2);
        server.get("/again");
        Await.until("both after a restart", () -> server.read("foreground.out").contains("to stdout: GET /again HTTP/1.1\n")
                && server.read("foreground.out").contains("File does not exist: " + server.htdocs() + "/again"));
        assertEquals(0, server.endForeground("TERM"));
    }

    /// Items whose values nobody can know before.
    @Test
    void knowsTimesProcessesAndPorts() throws IOException {
        List<String> items = List.of(
                "%t", "\\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\\]",
                "%{%Y-%m-%d}t", "\\d{4}-\\d\\d-\\d\\d",
                "%{sec}t", "\\d{10}", "%{msec}t", "\\d{13}", "%{usec}t", "\\d{16}",
                "%{msec_frac}t", "\\d{3}", "%{usec_frac}t", "\\d{6}", "%{begin:sec}t", "\\d{10}", "%{end:msec}t", "\\d{13}", "%{end:%H:%M}t", "\\d\\d:\\d\\d",
                "%T", "\\d", "%{ms}T", "\\d{1,4}", "%{us}T", "\\d{1,7}", "%{s}T", "\\d", "%D", "\\d{1,7}",
                "%P", "\\d+", "%{pid}P", "\\d+", "%{tid}P", "\\d+", "%{hextid}P", "[0-9a-f]+",
                "%{remote}p", "REMOTE", "%{local}p", "LOCAL", "%O", "\\d{3}", "%I", "\\d{2}", "%S", "\\d{3}", "%^FB", "\\d{1,7}",
                "%L", "-", "%{c}L", "-", "%k", "0", "%X", "\\+");
        var format = new StringBuilder("items");
        var expected = new StringBuilder("items");
        for (int i = 0; i < items.size(); i += 2) {
            format.append(' ').append(items.get(i));
            expected.append(' ').append(items.get(i + 1));
        }
        configured("LogIOTrackTTFB On\nCustomLog logs/items.log \"" + format + "\"\n").start();
        int port;
        try (Wire wire = server.connect()) {
            port = wire.localPort();
            wire.exchange("GET", "/hello.txt");
            Await.until("the line", () -> server.read("logs/items.log").contains("\n") && server.read("logs/items.log").contains(" " + port + " "));
        }
        String pattern = expected.toString().replace("REMOTE", Integer.toString(port)).replace("LOCAL", Integer.toString(server.port()));
        String line = server.read("logs/items.log").lines().filter(found -> found.contains(" " + port + " ")).findFirst().orElseThrow();
        assertTrue(line.matches(pattern), line + "\nis not\n" + pattern);
    }

    /// What the error log says about a request can be found by an ID that the access log knows too.
    @Test
    void namesRequestsAndConnections() throws IOException {
        configured("""
                LogLevel info
                ErrorLogFormat "request=%L connection=%{c}L %M"
                ErrorLogFormat connection "connection %{c}L from %a"
                CustomLog logs/ids.log "request=%L connection=%{c}L %U"
                """).start();
        try (Wire wire = server.connect()) {
            wire.exchange("GET", "/one");
            wire.exchange("GET", "/two");
            wire.exchange("GET", "/hello.txt");
        }
        Await.until("all lines", () -> server.read("logs/ids.log").contains(" /hello.txt\n"));
        var ids = new ArrayList<String>();
        for (String line : server.read("logs/ids.log").lines().filter(line -> line.endsWith("/one") || line.endsWith("/two")).toList()) {
            String both = line.substring(0, line.lastIndexOf(' '));
            assertTrue(both.matches("request=\\S{11} connection=\\S{11}"), line);
            assertTrue(server.errorLog().contains(both + " AH00128: "), server.errorLog());
            ids.add(both);
        }
        assertEquals(2, ids.size());
        String connection = ids.getFirst().substring(ids.getFirst().indexOf("connection=") + 11);
        assertTrue(ids.get(1).endsWith("connection=" + connection), "both came on one connection");
        assertFalse(ids.get(0).equals(ids.get(1)));
        assertTrue(server.errorLog().contains("connection " + connection + " from 127.0.0.1:"));
        assertTrue(server.read("logs/ids.log").contains("request=- connection=" + connection + " /hello.txt"));
    }
}
