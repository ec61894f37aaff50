package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `-k` and the PidFile: what an administrator's commands find, and what they do about it.
final class ControlTest {
    private TestServer server;

    @BeforeEach
    void configure() {
        server = TestServer.create().file("htdocs/hello.txt", "hello");
        server.configure(MpmName.EVENT, "LogLevel info");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysThatNothingRuns() {
        for (String command : List.of("stop", "graceful-stop")) {
            Ran ran = server.command("-k", command).ok();
            assertEquals("httpd (no pid file) not running\n", ran.out());
            server.file("logs/server.pid", "99999999\n");
            ran = server.command("-k", command).ok();
            assertEquals("httpd (pid 99999999?) not running\n", ran.out());
            server.delete("logs/server.pid");
        }
    }

    @Test
    void startsWhereThereIsNothingToRestart() {
        for (String command : List.of("graceful", "restart")) {
            Ran ran = server.command("-k", command).ok();
            assertTrue(ran.out().startsWith("httpd not running, trying to start\n"), ran.out());
            server.running();
            assertEquals("hello", server.get("/hello.txt").body());
            server.stop();
        }
    }

    @Test
    void stopsByAnotherFileThatNamesTheSamePidFile() {
        server.start();
        String other = server.read("server.conf").replace(":" + server.port(), ":" + TestServer.freePort());
        server.file("other.conf", other);
        Ran again = server.command("-f", "other.conf", "-k", "start").ok();
        assertEquals("httpd (pid " + server.pid() + ") already running\n", again.out());
        long pid = server.pid();
        server.command("-f", "other.conf", "-k", "stop").ok();
        Await.until("the end of the server", () -> !Processes.alive(pid));
    }

    /// After a crash the file may be empty, or hold the number of some other program by now.
    @Test
    void isNotHeldUpByTheRestsOfACrash() {
        if (server.program() == Program.APACHE) {
            return; // takes any process for itself, and starts beside no broken file
        }
        for (String left : List.of("", "garbage", "99999999\n", ProcessHandle.current().pid() + "\n")) {
            server.file("logs/server.pid", left);
            server.start();
            assertEquals("hello", server.get("/hello.txt").body());
            server.stop();
            assertFalse(server.read("logs/server.pid").contains(left.isEmpty() ? "x" : left));
        }
        assertTrue(server.errorLog().contains("AH00098: pid file " + server.pidFile() + " overwritten -- Unclean shutdown of previous Apache run?"));
    }

    @Test
    void doesNotGuessWhomABrokenPidFileMeans() {
        server.file("logs/server.pid", "garbage");
        for (String command : List.of("stop", "graceful", "restart", "graceful-stop")) {
            Ran ran = server.command("-k", command);
            assertEquals(1, ran.code());
            assertTrue(ran.err().contains("AH00058: Error retrieving pid file"), ran.err());
            assertTrue(ran.err().contains("AH00059: Remove it before continuing if it is corrupted."), ran.err());
        }
        assertEquals("garbage", server.read("logs/server.pid"));
    }

    @Test
    void doesNotStartWhereItCouldNotBeFoundAgain() {
        if (server.program() == Program.APACHE) {
            return; // says so only after its command has reported success
        }
        Ran ran = server.command("-k", "start", "-c", "PidFile /nonexistent/server.pid");
        assertEquals(1, ran.code());
        assertTrue(ran.err().startsWith("(2)No such file or directory: AH00099: could not create /nonexistent/server.pid\n"), ran.err());
    }

    @Test
    void saysWhichLogItCannotOpen() {
        Ran ran = server.command("-k", "start", "-c", "ErrorLog htdocs");
        assertEquals(1, ran.code());
        String name = server.program() == Program.APACHE ? "apache2" : "muster";
        assertEquals("(21)Is a directory: AH00091: " + name + ": could not open error log file " + server.htdocs() + ".\nAH00015: Unable to open logs\n", ran.err());
        ran = server.command("-k", "start", "-c", "ErrorLog |/nonexistent/program");
        assertEquals(1, ran.code());
        assertEquals("(2)No such file or directory: AH00089: Couldn't start ErrorLog process '/nonexistent/program'.\nAH00015: Unable to open logs\n", ran.err());
    }

    /// Only root may signal what root has started.
    @Test
    void tellsAnOrdinaryUserThatItMayNot() {
        if (!TestServer.runsAsRoot() || server.program() == Program.APACHE) {
            return; // httpd says that nothing runs
        }
        server.start();
        for (String command : List.of("stop", "graceful", "restart", "graceful-stop")) {
            Ran ran = server.commandAs("nobody", "-k", command);
            assertEquals(1, ran.code());
            assertEquals("(1)Operation not permitted: AH00057: sending signal to server\n", ran.err());
        }
        assertEquals("hello", server.get("/hello.txt").body());
    }

    /// A shell starts commands in the background with SIGINT ignored, and nohup with SIGHUP.
    @Test
    void hearsSignalsThatWereIgnoredWhenItWasStarted() {
        String script = "trap '' INT HUP USR1 TERM; exec \"$@\"";
        var words = new java.util.ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        words.addAll(server.commandLine("-D", "FOREGROUND"));
        server.inForeground(words);
        long child = server.children().getFirst();
        Processes.signal("HUP", server.pid());
        Await.until("new children", () -> !server.children().isEmpty() && !server.children().contains(child));
        long pid = server.pid();
        Processes.signal("INT", pid);
        Await.until("the end of the server", () -> !Processes.alive(pid));
    }

    @Test
    void serveWithOneChild() {
        server.inForeground(server.commandLine("-X"));
        assertEquals("hello", server.get("/hello.txt").body());
        if (server.program() == Program.MUSTER) {
            assertEquals(1, server.children().size());
        }
        int code = server.endForeground("TERM");
        assertEquals(0, code);
    }
}
