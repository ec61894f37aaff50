package muster.parent;

import java.nio.charset.StandardCharsets;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;
import muster.scoreboard.ServerSnapshot.Cpu;

/// What the kernel tells about a process (`proc(5)`).
final class ProcessFacts {
    private static final long MICROS_PER_TICK = 10_000;
    private static final String ANONYMOUS = "RssAnon:";
    /// Fields of `/proc/PID/stat` after the name: state is 0.
    private static final int USER_TIME = 11;

    private ProcessFacts() {}

    /// Processor time used so far; none if the process is gone.
    static Cpu cpu(int pid) {
        String stat = content("/proc/" + pid + "/stat");
        int afterName = stat.lastIndexOf(')') + 2;
        if (afterName < 2 || afterName > stat.length()) {
            return Cpu.NONE;
        }
        String[] fields = stat.substring(afterName).split(" ");
        if (fields.length < USER_TIME + 4) {
            return Cpu.NONE;
        }
        return new Cpu(
                micros(fields[USER_TIME]),
                micros(fields[USER_TIME + 1]),
                micros(fields[USER_TIME + 2]),
                micros(fields[USER_TIME + 3]));
    }

    /// Memory that belongs to the process alone, in bytes; 0 if it is gone.
    static long privateMemory(int pid) {
        String status = content("/proc/" + pid + "/status");
        int at = status.indexOf(ANONYMOUS);
        if (at < 0) {
            return 0;
        }
        int end = status.indexOf(" kB", at);
        return end < 0 ? 0 : Long.parseLong(status.substring(at + ANONYMOUS.length(), end).strip()) * 1024;
    }

    /// What it calls itself; empty if that can't be read.
    static String name(int pid) {
        return content("/proc/" + pid + "/comm").strip();
    }

    private static long micros(String ticks) {
        return Long.parseLong(ticks) * MICROS_PER_TICK;
    }

    private static String content(String path) {
        try {
            int fd = FileIo.open(path, FileIo.O_RDONLY, 0);
            var bytes = new byte[4096];
            int n = FileIo.read(fd, bytes, 0, bytes.length);
            Descriptors.close(fd);
            return new String(bytes, 0, Math.max(0, n), StandardCharsets.ISO_8859_1);
        } catch (PosixException gone) {
            return "";
        }
    }
}
