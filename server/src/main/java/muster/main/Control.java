package muster.main;

import java.io.PrintStream;
import muster.main.CommandLine.Signal;
import muster.parent.PidFile;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Signals;

/// `-k`: speaks to the server whose number is in the PidFile. The configuration has been read and found good before.
final class Control {
    private Control() {}

    /// What is left to do after [#send].
    enum Outcome {
        /// The command is carried out.
        DONE,
        FAILED,
        /// Nothing runs, and something should.
        START
    }

    /// @param pidFile absolute
    static Outcome send(Signal signal, String pidFile, PrintStream out, PrintStream err) {
        int pid;
        boolean running;
        try {
            pid = PidFile.read(pidFile);
            running = PidFile.running(pidFile);
        } catch (PosixException unreadable) {
            err.println("AH00058: Error retrieving pid file " + pidFile + ": " + unreadable.getMessage());
            err.println("AH00059: Remove it before continuing if it is corrupted.");
            return Outcome.FAILED;
        }
        String status = pid == 0 ? "httpd (no pid file) not running"
                : running ? "httpd (pid " + pid + ") already running" : "httpd (pid " + pid + "?) not running";
        return switch (signal) {
            case START -> {
                if (running) {
                    out.println(status);
                }
                yield running ? Outcome.DONE : Outcome.START;
            }
            case STOP -> ifRunning(running, status, pid, Signals.SIGTERM, out, err);
            case GRACEFUL_STOP -> ifRunning(running, status, pid, Signals.SIGWINCH, out, err);
            case RESTART -> orStart(running, pid, Signals.SIGHUP, out, err);
            case GRACEFUL -> orStart(running, pid, Signals.SIGUSR1, out, err);
            case CONFIGTEST -> Outcome.DONE;
        };
    }

    private static Outcome ifRunning(boolean running, String status, int pid, int number, PrintStream out, PrintStream err) {
        if (running) {
            return kill(pid, number, err);
        }
        out.println(status);
        return Outcome.DONE;
    }

    private static Outcome orStart(boolean running, int pid, int number, PrintStream out, PrintStream err) {
        if (running) {
            return kill(pid, number, err);
        }
        out.println("httpd not running, trying to start");
        return Outcome.START;
    }

    private static Outcome kill(int pid, int number, PrintStream err) {
        try {
            Processes.kill(pid, number);
            return Outcome.DONE;
        } catch (PosixException refused) {
            err.println("AH00057: sending signal to server: " + refused.getMessage());
            return Outcome.FAILED;
        }
    }
}
