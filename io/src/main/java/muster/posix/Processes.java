package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/// Starting, watching and ending processes.
///
/// A process is known by its pidfd, never by its number alone: a number is used anew as soon as its process has been reaped.
public final class Processes {
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final long SYS_PIDFD_OPEN = 434;
    private static final int P_ALL = 0;
    private static final int P_PIDFD = 3;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x0100_0000;
    private static final int SIGINFO_SIZE = 128;
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int PR_SET_NO_NEW_PRIVS = 38;

    private static final Libc.SystemCall POSIX_SPAWN = Libc.call("posix_spawn");
    private static final Libc.SystemCall WAITID = Libc.call("waitid");
    private static final Libc.SystemCall SYSCALL = Libc.call("syscall");
    private static final Libc.SystemCall KILL = Libc.call("kill");
    private static final Libc.SystemCall PRCTL = Libc.call("prctl");
    private static final Libc.SystemCall UMASK = Libc.call("umask");
    private static final Libc.SystemCall GETPID = Libc.call("getpid");
    private static final Libc.SystemCall GETPPID = Libc.call("getppid");
    private static final Libc.SystemCall GETTID = Libc.call("gettid");

    private Processes() {}

    /// Starts a process and returns its number. It begins with an empty signal mask and default dispositions.
    public static int spawn(Spawn spawn) throws PosixException {
        try (var arena = Arena.ofConfined();
                var actions = new SpawnActions(arena, spawn);
                var attributes = new SpawnAttributes(arena, spawn.session())) {
            var pid = arena.allocate(JAVA_INT);
            var program = text(arena, spawn.program());
            var argv = texts(arena, spawn.arguments());
            var envp = texts(arena, spawn.environment());
            int error = (int) POSIX_SPAWN.call(CallState.mine(), pid.address(), program.address(), actions.segment().address(), attributes.segment().address(), argv.address(), envp.address());
            if (error != 0) {
                throw new PosixException("posix_spawn " + spawn.program(), error);
            }
            return pid.get(JAVA_INT, 0);
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// A descriptor (close-on-exec) that stands for a child of ours; it becomes readable when the child ends.
    public static int pidfdOpen(int pid) throws PosixException {
        return (int) syscall("pidfd_open " + pid, SYS_PIDFD_OPEN, pid, 0, 0, 0);
    }

    /// Sends a signal to the very process a pidfd stands for. False if it has ended.
    public static boolean signal(int pidfd, int signal) throws PosixException {
        try {
            syscall("pidfd_send_signal " + Signals.name(signal), SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0);
            return true;
        } catch (PosixException refused) {
            if (refused.errno() == Errno.ESRCH) {
                return false;
            }
            throw refused;
        }
    }

    /// `kill(2)`, by number: for the process that a PidFile names. False if there is none.
    /// @param signal 0 only asks whether the process exists
    public static boolean kill(int pid, int signal) throws PosixException {
        try {
            var state = CallState.mine();
            int result = CallState.result(state, (int) KILL.call(state, pid, signal));
            if (result < 0 && result != -Errno.ESRCH) {
                throw PosixException.of("kill " + pid, result);
            }
            return result == 0;
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Reaps the child behind a pidfd: how it ended, or null while it runs.
    public static @Nullable ExitStatus reap(int pidfd) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(SIGINFO_SIZE, 8);
            waitid(P_PIDFD, pidfd, info, WEXITED | WNOHANG);
            return pidOf(info) == 0 ? null : statusOf(info);
        }
    }

    /// Reaps one process that has ended and is none of ours: the first process of a container inherits every orphan.
    /// @param ours says whether a process is one we started, whose end somebody waits for by its pidfd
    /// @return whether one was reaped
    public static boolean reapOrphan(IntPredicate ours) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(SIGINFO_SIZE, 8);
            waitid(P_ALL, 0, info, WEXITED | WNOHANG | WNOWAIT);
            int pid = pidOf(info);
            if (pid == 0 || ours.test(pid)) {
                return false;
            }
            waitid(1, pid, info, WEXITED | WNOHANG);
            return true;
        } catch (PosixException none) {
            if (none.errno() == Errno.ECHILD) {
                return false;
            }
            throw none;
        }
    }

    /// Makes this process the one that orphans among its descendants are given to.
    public static void becomeSubreaper() throws PosixException {
        prctl("PR_SET_CHILD_SUBREAPER", PR_SET_CHILD_SUBREAPER, 1);
    }

    /// From now on no program this process starts gains privileges by set-user-ID bits.
    public static void forbidNewPrivileges() throws PosixException {
        prctl("PR_SET_NO_NEW_PRIVS", PR_SET_NO_NEW_PRIVS, 1);
    }

    /// Whether the process may leave a core file and be traced; the kernel says no after a change of user.
    public static void dumpable(boolean allowed) throws PosixException {
        prctl("PR_SET_DUMPABLE", PR_SET_DUMPABLE, allowed ? 1 : 0);
    }

    /// Names this process, for `ps` and `pgrep`: up to 15 bytes.
    public static void name(String name) {
        try {
            int fd = FileIo.open("/proc/self/comm", FileIo.O_WRONLY, 0);
            byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
            int _ = FileIo.write(fd, text, 0, text.length);
            Descriptors.close(fd);
        } catch (PosixException _) {
            // Without /proc it stays "java".
        }
    }

    /// Sets the mask of permission bits that new files don't get; returns the one before.
    public static int umask(int mask) {
        try {
            return (int) UMASK.call(CallState.mine(), mask);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    public static int getpid() {
        return number(GETPID);
    }

    public static int getppid() {
        return number(GETPPID);
    }

    /// The kernel's number of the calling platform thread, as it stands in the error log.
    public static int gettid() {
        return number(GETTID);
    }

    private static int number(Libc.SystemCall call) {
        try {
            return (int) call.call(CallState.mine());
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    private static void prctl(String what, int option, long value) throws PosixException {
        int result;
        try {
            var state = CallState.mine();
            result = CallState.result(state, (int) PRCTL.call(state, option, value, 0L, 0L, 0L));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("prctl " + what, result);
    }

    private static long syscall(String what, long number, long a, long b, long c, long d) throws PosixException {
        long result;
        try {
            var state = CallState.mine();
            result = CallState.result(state, SYSCALL.call(state, number, a, b, c, d));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        if (result < 0) {
            throw PosixException.of(what, result);
        }
        return result;
    }

    private static void waitid(int type, int id, MemorySegment info, int options) throws PosixException {
        int result;
        try {
            var state = CallState.mine();
            result = CallState.result(state, (int) WAITID.call(state, type, id, info.address(), options));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("waitid", result);
    }

    /// `siginfo_t` on 64-bit Linux: signo 0, errno 4, code 8, pid 16, uid 20, status 24. The pid stays 0 if nothing was reaped.
    private static int pidOf(MemorySegment info) {
        return info.get(JAVA_INT, 16);
    }

    private static ExitStatus statusOf(MemorySegment info) {
        return ExitStatus.of(info.get(JAVA_INT, 8), info.get(JAVA_INT, 24));
    }

    static MemorySegment text(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.ISO_8859_1);
    }

    private static MemorySegment texts(Arena arena, List<String> texts) {
        var array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, text(arena, texts.get(i)));
        }
        return array;
    }
}
