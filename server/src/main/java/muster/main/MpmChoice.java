package muster.main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import muster.posix.PosixException;
import muster.posix.ResourceLimits;

/// Picks an MPM where the configuration names none. Every machine that has descriptors to spare is served best by event: an
/// idle connection costs it kilobytes, where worker pays a thread and prefork a process.
///
/// @param mpm its name
/// @param why one sentence for the operator
record MpmChoice(String mpm, String why) {
    /// Below this, connections are scarcer than threads, and what event saves can't be had.
    private static final long FEW_DESCRIPTORS = 256;

    /// What the choice depends on.
    ///
    /// @param cores processors this process may use
    /// @param memoryMb memory it may use
    /// @param descriptors how many files it may have open (`ulimit -n`)
    record Machine(int cores, long memoryMb, long descriptors) {
        /// This machine, or the part of it that a container may use.
        static Machine here() {
            long megabytes = Math.min(meminfo(), limit("/sys/fs/cgroup/memory.max"));
            long descriptors;
            try {
                descriptors = ResourceLimits.of(ResourceLimits.RLIMIT_NOFILE).hard();
            } catch (PosixException unknown) {
                descriptors = FEW_DESCRIPTORS;
            }
            return new Machine(Runtime.getRuntime().availableProcessors(), megabytes, descriptors);
        }

        private static long meminfo() {
            String text = text("/proc/meminfo");
            int end = text.indexOf(" kB");
            return end < 0 ? 0 : Long.parseLong(text.substring(text.indexOf(':') + 1, end).strip()) / 1024;
        }

        private static long limit(String file) {
            String text = text(file).strip();
            return text.isEmpty() || text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text) / (1024 * 1024);
        }

        private static String text(String file) {
            try {
                return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            } catch (IOException absent) {
                return "";
            }
        }

        String coresText() {
            return cores == 1 ? "1 core" : cores + " cores";
        }

        String memoryText() {
            return memoryMb < 4096 ? memoryMb + " MB" : memoryMb / 1024 + " GB";
        }
    }

    /// Modules that only work while a process serves one request at a time.
    private static final Map<String, String> SINGLE_THREADED = Map.of("php_module", "mod_php", "php7_module", "mod_php", "php5_module", "mod_php");

    /// @param modules identifiers of the loaded modules
    static MpmChoice of(Machine machine, List<String> modules) {
        for (String module : modules) {
            String needing = SINGLE_THREADED.get(module);
            if (needing != null) {
                return new MpmChoice("prefork", needing + " runs inside the process and isn't safe with several requests at once");
            }
        }
        if (machine.descriptors() < FEW_DESCRIPTORS) {
            return new MpmChoice(
                    "worker",
                    "only " + machine.descriptors() + " files may be open here (ulimit -n), so connections are few and a thread for each is cheap");
        }
        return new MpmChoice(
                "event",
                "with %s, %s of memory and %,d open files it keeps idle connections at a few KB each, without a thread or process for them"
                        .formatted(machine.coresText(), machine.memoryText(), machine.descriptors()));
    }
}
