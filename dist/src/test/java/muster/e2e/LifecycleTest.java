package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

/// From start to stop, and what may go wrong between: one server a test.
@ParameterizedClass
@EnumSource(MpmName.class)
@SuppressWarnings("NullAway.Init")
final class LifecycleTest {
    private static final String BODY = "hello, world\n";

    @Parameter
    MpmName mpm;

    private TestServer server;

    @BeforeEach
    void configure() {
        server = TestServer.create().file("htdocs/hello.txt", BODY);
        server.configure(mpm, "");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servesAsTheUserOfTheConfiguration() {
        server.start();
        assertEquals(BODY, server.get("/hello.txt").body());
        if (TestServer.runsAsRoot()) {
            for (long child : server.children()) {
                assertEquals("33 33 33 33", Processes.status(child, "Uid"), "children run as www-data");
                assertEquals("33 33 33 33", Processes.status(child, "Gid"));
                assertEquals("33", Processes.status(child, "Groups"));
            }
            assertEquals("0 0 0 0", Processes.status(server.pid(), "Uid"), "the parent stays root");
        }
    }

    @Test
    void letsNoProgramGainRightsIfAsked() throws IOException {
        server.configure(mpm, "NoNewPrivileges On");
        server.start();
        assertEquals(BODY, server.get("/hello.txt").body());
        for (long child : server.children()) {
            int bound = 0;
            try (Stream<Path> threads = Files.list(Path.of("/proc/" + child + "/task"))) {
                for (Path thread : threads.toList()) {
                    String status = Files.readString(thread.resolve("status"));
                    boolean is = status.contains("NoNewPrivs:\t1");
                    bound += is ? 1 : 0;
                    assertTrue(is || !status.startsWith("Name:\tworker-"), status);
                }
            }
            assertTrue(bound > 0, "the threads that serve are bound");
        }
    }

    @Test
    void leavesNothingBehind() throws IOException {
        Set<String> sharedBefore = sharedMemory();
        server.start();
        try (Load load = Load.of(4, server.port(), "/hello.txt", BODY)) {
            load.awaitMore(50);
        }
        try (Wire idle = server.connect()) {
            idle.exchange("GET", "/hello.txt");
            server.stop();
            assertTrue(idle.ended(), "an idle connection ends with the server");
        }
        assertFalse(Files.exists(server.pidFile()), "the pid file is gone");
        assertEquals(sharedBefore, sharedMemory());
        assertTrue(refusesConnections(), "nobody listens any more");
    }

    @Test
    void losesNothingInTwentyGracefulRestarts() {
        server.start();
        try (Load load = Load.of(6, server.port(), "/hello.txt", BODY)) {
            for (int i = 1; i <= 20; i++) {
                restartGracefully(i);
                load.awaitMore(20);
            }
            assertEquals(List.of(), load.finish());
        }
    }

    @Test
    void takesANewConfigurationGracefully() {
        server.start();
        server.file("other/hello.txt", "from elsewhere");
        server.configure(mpm, "DocumentRoot other");
        restartGracefully(1);
        Await.until("the new content", () -> server.get("/hello.txt").body().equals("from elsewhere"));
    }

    @Test
    void keepsServingWhenTheNewConfigurationIsBad() {
        server.start();
        server.configure(mpm, "Nonsense On");
        Ran refused = server.command("-k", "graceful");
        assertEquals(1, refused.code());
        assertTrue(refused.err().matches("(?s)AH00526: Syntax error on line \\d+ of " + server.folder()
                + "/server.conf:\nInvalid command 'Nonsense', perhaps misspelled .*"), refused.err());
        assertEquals(BODY, server.get("/hello.txt").body());
        server.configure(mpm, "");
    }

    @Test
    void restartsAtOnceToo() {
        server.start();
        List<Long> before = server.children();
        server.command("-k", "restart").ok();
        Await.until("all new children", () -> !server.children().isEmpty() && server.children().stream().noneMatch(before::contains));
        server.awaitAnswer();
        assertEquals(BODY, server.get("/hello.txt").body());
    }

    @Test
    void finishesWhatItHasBegunWhenStoppedGracefully() throws IOException {
        String large = "0123456789abcdef".repeat(1024 * 1024);
        server.file("htdocs/large.bin", large).start();
        long pid = server.pid();
        try (Wire slow = server.connect()) {
            slow.send(Wire.request("GET", "/large.bin"));
            assertTrue(slow.trickle(1) == 1);
            server.command("-k", "graceful-stop").ok();
            Await.until("the end of listening", this::refusesConnections);
            assertTrue(slow.readToEnd().endsWith(large), "the response arrives whole");
        }
        Await.until("the end of the server", () -> !Processes.alive(pid));
    }

    @Test
    void outlivesAKilledChild() {
        server.start();
        try (Load load = Load.of(4, server.port(), "/hello.txt", BODY)) {
            for (int i = 0; i < 3; i++) {
                long victim = server.children().getFirst();
                Processes.signal("KILL", victim);
                Await.until("the end of the child", () -> !server.children().contains(victim));
                if (server.program() == Program.MUSTER) { // httpd says nothing of SIGKILL
                    Await.until("a word in the error log", () -> server.errorLog().contains("child pid " + victim + " exit signal Killed (9)"));
                }
                load.awaitMore(20);
            }
            List<String> losses = load.finish();
            assertTrue(losses.size() <= 3 * 4, "a child takes at most its own connections with it: " + losses);
        }
        Await.until("replacements", () -> server.children().size() >= 2);
    }

    @Test
    void refusesToStartTwice() {
        server.start();
        Ran again = server.command("-k", "start");
        assertEquals("httpd (pid " + server.pid() + ") already running\n", again.out());
        assertEquals(0, again.code());
    }

    @Test
    void saysWhatHoldsItsPort() throws IOException {
        try (var holder = new java.net.ServerSocket(server.port(), 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            Ran refused = server.command("-k", "start");
            assertEquals(1, refused.code());
            assertTrue(refused.err().contains("(98)Address already in use: AH00072: make_sock: could not bind to address 127.0.0.1:" + holder.getLocalPort()),
                    refused.err());
            assertTrue(refused.err().contains("no listening sockets available, shutting down"), refused.err());
        }
    }

    private void restartGracefully(int times) {
        server.graceful();
        Await.until("restart " + times, () -> occurrences(server.errorLog(), "resuming normal operations") > times);
    }

    private static int occurrences(String text, String what) {
        return text.split(java.util.regex.Pattern.quote(what), -1).length - 1;
    }

    private boolean refusesConnections() {
        try (Wire _ = server.connect()) {
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private static Set<String> sharedMemory() throws IOException {
        try (Stream<Path> segments = Files.list(Path.of("/dev/shm"))) {
            return segments.map(Path::toString).collect(Collectors.toSet());
        }
    }
}
