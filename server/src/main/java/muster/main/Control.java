package muster.main;

import java.io.PrintStream;
import muster.main.CommandLine.Signal;
import muster.parent.PidFile;
import muster.posix.Errno;
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
            return unreadable(pidFile, "(" + unreadable.errno() + ")" + Errno.text(unreadable.errno()), err);
        }
        if (pid == PidFile.CORRUPTED) {
            // A machine that lost its power may leave such a file; a server must come up again after that.
            if (signal == Signal.START) {
                return Outcome.START;
            }
            return unreadable(pidFile, "there is no number in it", err);
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

    private static Outcome unreadable(String pidFile, String why, PrintStream err) {
        err.println(why + ": AH00058: Error retrieving pid file " + pidFile);
        err.println("AH00059: Remove it before continuing if it is corrupted.");
        return Outcome.FAILED;
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
            err.println("(" + refused.errno() + ")" + Errno.text(refused.errno()) + ": AH00057: sending signal to server");
            return Outcome.FAILED;
        }
    }
}
