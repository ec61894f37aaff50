package muster.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.posix.Descriptors;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Signals;
import muster.posix.Spawn;

/// The programs behind piped logs, kept running by the parent.
///
/// The parent holds both ends of each pipe, so lines that children write while a program is being started again wait in the pipe and are
/// not lost. A program that is still wanted after a restart keeps running.
public final class LogPrograms {
    private final Map<LogTarget.Program, Running> running = new LinkedHashMap<>();

    private static final class Running {
        private final Descriptors.Pipe pipe;
        private int pid = -1;
        private int pidfd = -1;

        Running(Descriptors.Pipe pipe) {
            this.pipe = pipe;
        }
    }

    /// What happened to a program that was to go on running.
    /// @param failure why it couldn't be started again, or empty
    public record Restart(String command, String failure) {}

    /// The write end of a program's pipe; the program is started if it isn't running.
    int inputOf(LogTarget.Program program) throws PosixException {
        Running known = running.get(program);
        if (known != null) {
            return known.pipe.writeEnd();
        }
        Descriptors.Pipe pipe = Descriptors.pipe(false);
        var started = new Running(pipe);
        try {
            Descriptors.nonBlocking(pipe.writeEnd(), true);
            start(program, started);
        } catch (PosixException refused) {
            pipe.close();
            throw refused;
        }
        running.put(program, started);
        return pipe.writeEnd();
    }

    boolean ownsPipe(int writeEnd) {
        return running.values().stream().anyMatch(program -> program.pipe.writeEnd() == writeEnd);
    }

    /// Starts programs again that have ended; for the parent, about once a second and after SIGCHLD.
    /// @return what there is to say about it (AH00106)
    public List<Restart> restartEnded() {
        var restarts = new ArrayList<Restart>();
        running.forEach((program, process) -> {
            if (process.pidfd < 0 || ended(process)) {
                restarts.add(new Restart(program.command(), tryStart(program, process)));
            }
        });
        return restarts;
    }

    /// Whether a process is one of these programs, which a reaper of orphans leaves alone.
    public boolean owns(long pid) {
        return running.values().stream().anyMatch(program -> program.pidfd >= 0 && program.pid == pid);
    }

    /// Lets go of programs that a new generation no longer names: they find the end of their input when the last child of the
    /// old generation ends, and end themselves.
    public void keepOnly(Set<LogTarget> wanted) {
        running.entrySet().removeIf(entry -> {
            if (wanted.contains(entry.getKey())) {
                return false;
            }
            release(entry.getValue());
            return true;
        });
    }

    /// Lets go of all of them, when the server ends and its children have ended. A program that doesn't end at the end of its input is
    /// told to.
    /// @param signal whether to send SIGTERM as httpd does; without it the programs read what is left first
    public void close(boolean signal) {
        for (Running process : running.values()) {
            if (signal && process.pidfd >= 0) {
                try {
                    Processes.signal(process.pidfd, Signals.SIGTERM);
                } catch (PosixException _) {
                    // It has ended, or isn't ours to signal: either way there is nothing left to do.
                }
            }
            release(process);
        }
        running.clear();
    }

    private static void release(Running process) {
        process.pipe.close();
        if (process.pidfd >= 0) {
            Descriptors.close(process.pidfd);
        }
    }

    private static boolean ended(Running process) {
        try {
            if (Processes.reap(process.pidfd) == null) {
                return false;
            }
        } catch (PosixException _) {
            // Somebody else has reaped it.
            process.pidfd = closed(process.pidfd);
            return true;
        }
        process.pidfd = closed(process.pidfd);
        return true;
    }

    private static int closed(int pidfd) {
        Descriptors.close(pidfd);
        return -1;
    }

    private static String tryStart(LogTarget.Program program, Running process) {
        try {
            start(program, process);
            return "";
        } catch (PosixException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static void start(LogTarget.Program program, Running process) throws PosixException {
        List<String> words = program.shell()
                ? List.of("/bin/sh", "-c", program.command())
                : CommandWords.of(program.command());
        var environment = System.getenv().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        int pid = Processes.spawn(new Spawn(
                words.isEmpty() ? "" : words.getFirst(),
                words,
                environment,
                process.pipe.readEnd(),
                -1,
                2,
                List.of(),
                true));
        process.pid = pid;
        process.pidfd = Processes.pidfdOpen(pid);
    }
}
