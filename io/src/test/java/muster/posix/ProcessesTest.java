package muster.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import muster.posix.ExitStatus.Exited;
import muster.posix.ExitStatus.Killed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ProcessesTest {
    @Test
    void aChildHasExactlyTheArgumentsEnvironmentAndDescriptorsItWasGiven() throws IOException {
        var one = Descriptors.pipe(false);
        var two = Descriptors.pipe(false);
        Descriptors.closeOnExec(two.writeEnd(), false); // somebody forgot
        String output = outputOf(
                List.of("sh", "-c", "echo \"$1|$A\"; env | sort; exec ls -C /proc/self/fd", "name", "x y"),
                List.of("A=1", "B=\u00ff"),
                List.of(two.readEnd(), one.readEnd()));
        assertEquals("x y|1\nA=1\nB=\u00ff\nPWD=", output.substring(0, output.indexOf("PWD=") + 4));
        assertTrue(output.endsWith("\n0  1  2  3  4  5\n"), output); // 5 is the folder that ls reads
        one.close();
        two.close();
    }

    @Test
    void sourcesAndTargetsOfDescriptorsMayOverlap() throws IOException {
        var pipe = Descriptors.pipe(false);
        // Whatever 3 and 4 are in this process, the child finds its pipe at 5 and the others at 3 and 4.
        int other = FileIo.open("/dev/zero", FileIo.O_RDONLY, 0);
        String output = outputOf(
                List.of("sh", "-c", "readlink /proc/$$/fd/3 /proc/$$/fd/4 /proc/$$/fd/5"),
                List.of("PATH=/bin:/usr/bin"),
                List.of(other, other, pipe.readEnd()));
        assertTrue(output.startsWith("/dev/zero\n/dev/zero\npipe:"), output);
        Descriptors.close(other);
        pipe.close();
    }

    @ParameterizedTest
    @CsvSource({"exit 7, exit status 7", "exit 0, exit status 0", "kill -9 $$, signal Killed (9)", "kill -15 $$, signal Terminated (15)"})
    void theEndOfAChildIsReportedAsItWas(String script, String status) throws Exception {
        int pidfd = Processes.pidfdOpen(Processes.spawn(sh(script)));
        assertEquals(status, awaited(pidfd).toString());
        assertFalse(Processes.signal(pidfd, Signals.SIGTERM));
        Descriptors.close(pidfd);
    }

    @Test
    void aRunningChildIsNotReapedAndCanBeSignalled() throws Exception {
        int pidfd = Processes.pidfdOpen(Processes.spawn(sh("exec sleep 60")));
        assertEquals(null, Processes.reap(pidfd));
        assertTrue(Processes.signal(pidfd, Signals.SIGKILL));
        assertInstanceOf(Killed.class, awaited(pidfd));
        Descriptors.close(pidfd);
    }

    @Test
    void aProgramThatIsNotThereIsRefused() {
        var refused = assertThrows(PosixException.class, () -> Processes.spawn(new Spawn(
                "/nonexistent/program", List.of("x"), List.of(), -1, 2, List.of(), true)));
        assertEquals(Errno.ENOENT, refused.errno());
    }

    @Test
    void aStatusWordIsDecodedAsWaitpidEncodesIt() {
        assertEquals(new Exited(3), ExitStatus.ofWord(3 << 8));
        assertEquals(new Killed(11, true), ExitStatus.ofWord(11 | 0x80));
        assertTrue(ExitStatus.ofWord(0).success());
    }

    @Test
    void aSignalReachesItsHandler() throws Exception {
        var arrived = new CountDownLatch(1);
        Signals.handle(signal -> {
            if (signal == Signals.SIGWINCH) {
                arrived.countDown();
            }
        }, Signals.SIGWINCH);
        Processes.kill(Processes.getpid(), Signals.SIGWINCH);
        assertTrue(arrived.await(10, TimeUnit.SECONDS));
    }

    private static Spawn sh(String script) {
        return new Spawn("/bin/sh", List.of("sh", "-c", script), List.of("PATH=/bin:/usr/bin"), -1, 2, List.of(), true);
    }

    private static ExitStatus awaited(int pidfd) throws Exception {
        while (true) {
            ExitStatus status = Processes.reap(pidfd);
            if (status != null) {
                return status;
            }
            Thread.onSpinWait();
        }
    }

    private static String outputOf(List<String> arguments, List<String> environment, List<Integer> passed)
            throws IOException {
        var pipe = Descriptors.pipe(false);
        var spawn = new Spawn("/bin/sh", arguments, environment, pipe.writeEnd(), 2, passed, false);
        int pidfd = Processes.pidfdOpen(Processes.spawn(spawn));
        Descriptors.close(pipe.writeEnd());
        var text = new StringBuilder();
        var bytes = new byte[1000];
        int n;
        while ((n = FileIo.read(pipe.readEnd(), bytes, 0, bytes.length)) > 0) {
            text.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
        }
        Descriptors.close(pipe.readEnd());
        while (Processes.reap(pidfd) == null) {
            Thread.onSpinWait();
        }
        Descriptors.close(pidfd);
        return text.toString();
    }
}
