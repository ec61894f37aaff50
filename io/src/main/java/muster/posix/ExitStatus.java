package muster.posix;

/// How a process ended (`wait(2)`).
public sealed interface ExitStatus {
    /// It ended by itself.
    /// @param code 0 to 255
    record Exited(int code) implements ExitStatus {
        @Override
        public String toString() {
            return "exit status " + code;
        }
    }

    /// A signal ended it.
    /// @param dumpedCore whether the kernel wrote a core file
    record Killed(int signal, boolean dumpedCore) implements ExitStatus {
        @Override
        public String toString() {
            return "signal " + Signals.text(signal) + " (" + signal + ")" + (dumpedCore ? ", core dumped" : "");
        }
    }

    /// From the two numbers that `waitid(2)` reports.
    /// @param code `si_code`: CLD_EXITED 1, CLD_KILLED 2, CLD_DUMPED 3
    /// @param status `si_status`: the exit code, or the signal
    static ExitStatus of(int code, int status) {
        return code == 1 ? new Exited(status & 0xFF) : new Killed(status, code == 3);
    }

    /// From the encoded status word of `waitpid(2)`.
    static ExitStatus ofWord(int word) {
        int signal = word & 0x7F;
        return signal == 0 ? new Exited(word >> 8 & 0xFF) : new Killed(signal, (word & 0x80) != 0);
    }

    /// Whether it ended by itself with code 0.
    default boolean success() {
        return this instanceof Exited(int code) && code == 0;
    }
}
