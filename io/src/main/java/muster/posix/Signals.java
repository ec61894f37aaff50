package muster.posix;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/// Signals: their numbers, their names, and how the parent hears of them.
public final class Signals {
    public static final int SIGHUP = 1;
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGUSR1 = 10;
    public static final int SIGTERM = 15;
    public static final int SIGWINCH = 28;

    private static final String[] NAMES = {
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
        "IO", "PWR", "SYS"
    };
    private static final String[] TEXTS = {
        "", "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted", "Bus error",
        "Floating point exception", "Killed", "User defined signal 1", "Segmentation fault", "User defined signal 2",
        "Broken pipe", "Alarm clock", "Terminated", "Stack fault", "Child exited", "Continued", "Stopped (signal)",
        "Stopped", "Stopped (tty input)", "Stopped (tty output)", "Urgent I/O condition", "CPU time limit exceeded",
        "File size limit exceeded", "Virtual timer expired", "Profiling timer expired", "Window changed", "I/O possible",
        "Power failure", "Bad system call"
    };

    private static final Libc.SystemCall SIGNAL = Libc.call("signal");
    private static final long SIG_DFL = 0;

    private Signals() {}

    /// `SIGTERM` for 15.
    public static String name(int signal) {
        return signal > 0 && signal < NAMES.length ? "SIG" + NAMES[signal] : "SIG" + signal;
    }

    /// What `strsignal(3)` says: `Segmentation fault` for 11.
    public static String text(int signal) {
        return signal > 0 && signal < TEXTS.length ? TEXTS[signal] : "Signal " + signal;
    }

    /// Calls `handler` with the number of each arriving signal, on a thread of the virtual machine's. A handler only
    /// queues; acting is the main loop's business.
    ///
    /// The JDK's `sun.misc.Signal` is the only way to a handler that is safe in a virtual machine. It is reached by
    /// reflection because javac warns of its name, and no option turns that warning off.
    public static void handle(IntConsumer handler, int... signals) {
        for (int signal : signals) {
            noLongerIgnored(signal);
        }
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handlerClass.getClassLoader(), new Class<?>[] {handlerClass}, (self, method, arguments) -> switch (
                            method.getName()) {
                        case "handle" -> {
                            handler.accept((int) signalClass.getMethod("getNumber").invoke(arguments[0]));
                            yield null;
                        }
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> System.identityHashCode(self);
                        default -> "signal handler";
                    });
            var handle = signalClass.getMethod("handle", signalClass, handlerClass);
            for (int signal : signals) {
                handle.invoke(null, signalClass.getConstructor(String.class).newInstance(NAMES[signal]), proxy);
            }
        } catch (ReflectiveOperationException problem) {
            throw new IllegalStateException("signals cannot be handled", problem);
        }
    }

    /// The virtual machine installs no handler for a signal that was ignored when it started, as a shell has it for commands in the
    /// background (SIGINT) and `nohup` (SIGHUP).
    private static void noLongerIgnored(int signal) {
        try {
            if ((ignored() >> signal - 1 & 1) != 0) {
                SIGNAL.call(CallState.mine(), signal, SIG_DFL);
            }
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Bit n - 1 stands for signal n.
    private static long ignored() {
        var bytes = new byte[4096];
        int n;
        try {
            int fd = FileIo.open("/proc/self/status", FileIo.O_RDONLY, 0);
            n = FileIo.read(fd, bytes, 0, bytes.length);
            Descriptors.close(fd);
        } catch (PosixException unknown) {
            return 0;
        }
        String status = new String(bytes, 0, Math.max(0, n), StandardCharsets.ISO_8859_1);
        int at = status.indexOf("SigIgn:\t");
        return at < 0 ? 0 : Long.parseUnsignedLong(status.substring(at + 8, at + 24), 16);
    }
}
