package muster.parent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import muster.child.Inherited;
import muster.posix.Processes;
import muster.posix.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Real parents with real children, of the [TestSite].
class ParentTest {
    @TempDir
    private Path folder;

    private int port;
    private Process parent;

    @BeforeEach
    void choosePort() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (parent != null && parent.isAlive()) {
            parent.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "worker", "event"})
    void servesAndStopsWithoutLeavingAnything(String mpm) throws Exception {
        start(mpm, "");
        assertNotEquals(parent.pid(), pid(ask("hello")));
        Set<Long> children = children();
        assertFalse(children.isEmpty());
        assertEquals(parent.pid(), Long.parseLong(Files.readString(folder.resolve("pid")).strip()));
        signal(Signals.SIGTERM);
        assertTrue(parent.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, parent.exitValue());
        for (long child : children) {
            assertFalse(ProcessHandle.of(child).isPresent(), "child " + child + " has ended");
        }
        assertFalse(Files.exists(folder.resolve("pid")));
        assertTrue(log().contains("caught SIGTERM, shutting down"), log());
    }

    @Test
    void aKilledChildIsReplacedAndReported() throws Exception {
        start("worker", "StartServers 1\nMinSpareThreads 1\nThreadsPerChild 4\n");
        try (var busy = connect()) {
            send(busy, "sleep");
            await("the request is begun", () -> ask("status").startsWith("worker"));
            long first = children().iterator().next();
            kill(first, Signals.SIGKILL);
            await("a new child serves", () -> pid(ask("hello")) != first);
        }
        await("the log line", () -> log().contains("AH00052: child pid "));
        String line = log().lines().filter(text -> text.contains("AH00052")).findFirst().orElseThrow();
        assertTrue(line.contains("exit signal Killed (9); it was serving \"sleep\" of test for 127.0.0.1 since "), line);
    }

    @Test
    void aGracefulRestartChangesTheMpmAndLosesNoConnection() throws Exception {
        start("prefork", "Text one\n");
        String[] mpms = {"worker", "event", "prefork"};
        for (int i = 0; i < mpms.length; i++) {
            int generation = i + 1;
            try (var busy = connect()) {
                send(busy, "sleep");
                configure(mpms[i], "Text " + mpms[i] + "\n");
                signal(Signals.SIGUSR1);
                await("the new generation serves", () -> ask("hello").contains(" " + generation + " "));
                await("only the new generation serves", () -> {
                    for (int n = 0; n < 20; n++) {
                        if (!ask("hello").contains(" " + generation + " ")) {
                            return false;
                        }
                    }
                    return true;
                });
                send(busy, "go on");
                String answer = received(busy);
                assertTrue(answer.contains(" " + (generation - 1) + " "), "the old generation finishes: " + answer);
            }
        }
        assertEquals("prefork", ask("status").split(" ")[0]);
        assertEquals("4", ask("status").strip().split(" ")[2]);
    }

    @Test
    void aBadConfigurationOrOneWhoseChildrenDieLeavesTheOldOneServing() throws Exception {
        start("event", "Text good\n");
        for (String bad : List.of("Bad yes\n", "DiesInChild yes\n", "CrashesInChild yes\n")) {
            int before = count("serving goes on with the one before");
            configure("event", "Text bad\n" + bad);
            signal(Signals.SIGUSR1);
            await("the refusal of " + bad, () -> count("serving goes on with the one before") > before);
            assertTrue(ask("hello").endsWith(" good\n"));
        }
        configure("event", "Text better\n");
        signal(Signals.SIGHUP);
        await("the new one", () -> ask("hello").endsWith(" better\n"));
    }

    @Test
    void aChildIsReplacedAfterMaxConnectionsWithoutAGap() throws Exception {
        start("prefork", "StartServers 1\nMinSpareServers 1\nMaxSpareServers 2\nMaxRequestWorkers 2\nMaxConnectionsPerChild 5\n");
        var pids = new HashSet<Long>();
        await("three children have served", () -> {
            pids.add(pid(ask("hello")));
            return pids.size() >= 3;
        });
        assertFalse(log().contains("AH00052"), log());
    }

    @Test
    void childrenFinishAndGoWhenTheParentIsKilled() throws Exception {
        start("event", "");
        Set<Long> children = children();
        try (var busy = connect()) {
            send(busy, "sleep");
            parent.destroyForcibly().waitFor();
            await("nobody accepts", () -> {
                try (var refused = connect()) {
                    return refused == null;
                } catch (IOException expected) {
                    return true;
                }
            });
            send(busy, "go on");
            assertTrue(received(busy).length() > 3, "what was begun is finished");
        }
        await("they have gone", () -> children.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }

    @Test
    void aChildHasNoOtherDescriptorThanItWasGiven() throws Exception {
        start("prefork", "StartServers 1\n");
        long child = pid(ask("hello"));
        int listeners = 0;
        int memories = 0;
        int controls = 0;
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/" + child + "/fd"))) {
            for (Path descriptor : descriptors) {
                String target = Files.readSymbolicLink(descriptor).toString();
                int number = Integer.parseInt(descriptor.getFileName().toString());
                boolean socket = target.startsWith("socket:");
                memories += target.startsWith("/memfd:muster") ? 1 : 0;
                listeners += socket && number == Inherited.FIRST_LISTENER ? 1 : 0;
                controls += socket && number == 3 ? 1 : 0;
                assertFalse(socket && number > Inherited.FIRST_LISTENER, number + " is " + target);
                assertFalse(target.startsWith("pipe:"), number + " is " + target);
            }
        }
        assertEquals(1, controls);
        assertEquals(1, listeners);
        assertEquals(3, memories, "its page, the board, shared memory; the snapshot, which may hold keys, is closed once it is read");
    }

    @Test
    void aGracefulStopLetsConnectionsFinish() throws Exception {
        start("worker", "");
        try (var busy = connect()) {
            send(busy, "sleep");
            await("it is served", () -> ask("status").startsWith("worker"));
            signal(Signals.SIGWINCH);
            await("the log line", () -> log().contains("AH00296"));
            send(busy, "go on");
            assertTrue(received(busy).length() > 3);
        }
        assertTrue(parent.waitFor(20, TimeUnit.SECONDS));
    }

    private void start(String mpm, String more) throws Exception {
        configure(mpm, more);
        Path output = folder.resolve("output");
        parent = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TestSite.ParentMain.class.getName(),
                        folder.resolve("configuration").toString(),
                        folder.resolve("log").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await("it serves", () -> {
            assertTrue(parent.isAlive(), () -> content(output));
            return log().contains("resuming normal operations");
        });
    }

    private void configure(String mpm, String more) throws IOException {
        Path fresh = folder.resolve("fresh");
        Files.writeString(fresh, "Mpm " + mpm + "\nListen " + port + "\nPidFile " + folder.resolve("pid") + "\n" + more);
        Files.move(fresh, folder.resolve("configuration"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void signal(int signal) throws IOException {
        kill(parent.pid(), signal);
    }

    private static void kill(long pid, int signal) throws IOException {
        assertTrue(Processes.kill((int) pid, signal));
    }

    private Set<Long> children() {
        var pids = new HashSet<Long>();
        parent.children().forEach(child -> pids.add(child.pid()));
        return pids;
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private String ask(String line) {
        try (var socket = connect()) {
            send(socket, line);
            return received(socket);
        } catch (IOException refused) {
            throw new AssertionError("a connection was lost: " + refused + "\n" + log(), refused);
        }
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String received(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static long pid(String answer) {
        return Long.parseLong(answer.substring(0, answer.indexOf(' ')));
    }

    private String log() {
        return content(folder.resolve("log"));
    }

    private int count(String text) {
        return log().split(text, -1).length - 1;
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "waited in vain until " + what + "\n" + log());
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
