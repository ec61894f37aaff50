package muster.main;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Spawn;

/// A server in the background. The command starts the real parent in a session of its own and waits for its word:
/// the exit code that the command shall have, once the server serves, or the end of the pipe if it has failed. Until
/// then the parent keeps the terminal, so that its complaints are seen.
final class Daemon {
    /// The property that tells a parent where its launcher listens.
    private static final String PROPERTY = "muster.launcher";

    private Daemon() {}

    /// Whether this process was started by [#launch].
    static boolean launched() {
        return System.getProperty(PROPERTY) != null;
    }

    /// Starts this very command again, in the background.
    /// @return the exit code
    static int launch() throws PosixException {
        var words = new ArrayList<>(ownCommandLine());
        words.add(1, "-D" + PROPERTY + "=" + Spawn.FIRST_PASSED);
        var environment = new ArrayList<String>();
        System.getenv().forEach((name, value) -> environment.add(name + "=" + value));
        Descriptors.Pipe pipe = Descriptors.pipe(false);
        String java = System.getProperty("java.home") + "/bin/java";
        Processes.spawn(new Spawn(java, words, environment, 1, 2, List.of(pipe.writeEnd()), true));
        Descriptors.close(pipe.writeEnd());
        var word = new byte[1];
        int n = FileIo.read(pipe.readEnd(), word, 0, 1);
        return n == 1 ? word[0] : 1;
    }

    /// Tells the launcher to end.
    static void report(int exitCode) {
        if (launched()) {
            int _ = FileIo.write(Spawn.FIRST_PASSED, new byte[] {(byte) exitCode}, 0, 1);
            Descriptors.close(Spawn.FIRST_PASSED);
        }
    }

    /// Lets go of the terminal; what the virtual machine has to say from now on goes to the error log.
    static void leaveTerminal(int errorLog) throws PosixException {
        int nothing = FileIo.open("/dev/null", FileIo.O_RDWR, 0);
        Descriptors.dup2(nothing, 0);
        Descriptors.dup2(nothing, 1);
        Descriptors.close(nothing);
        Descriptors.dup2(errorLog, 2);
    }

    private static List<String> ownCommandLine() throws PosixException {
        var bytes = new byte[256 * 1024];
        int fd = FileIo.open("/proc/self/cmdline", FileIo.O_RDONLY, 0);
        int length = 0;
        for (int n = 1; n > 0 && length < bytes.length; length += Math.max(n, 0)) {
            n = FileIo.read(fd, bytes, length, bytes.length - length);
        }
        Descriptors.close(fd);
        var words = new ArrayList<String>();
        for (int start = 0, i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                words.add(new String(bytes, start, i - start, StandardCharsets.ISO_8859_1));
                start = i + 1;
            }
        }
        return words;
    }
}
