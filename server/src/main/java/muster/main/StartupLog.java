package muster.main;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import muster.config.Warning;
import muster.core.Module;
import muster.log.LogLevel;
import muster.posix.Processes;

/// What is said on the terminal before there is an error log: as a line of that log would look, or bare where httpd says it bare.
final class StartupLog {
    private static final int NO_NAME = 558;
    private static final int LOADED = 1575;
    private static final int ALREADY_LOADED = 1574;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH);

    private final PrintStream out;
    private final String command;
    private final LogLevel level;

    /// @param command its name, for messages
    /// @param level of `-e`
    StartupLog(PrintStream out, String command, LogLevel level) {
        this.out = out;
        this.command = command;
        this.level = level;
    }

    void warn(Warning warning) {
        if (warning.number() == NO_NAME) {
            if (on(LogLevel.ALERT)) {
                out.println("AH00558: " + command + ": " + warning.message());
            }
        } else if (on(LogLevel.WARN)) {
            String module = warning.number() == ALREADY_LOADED ? "so" : warning.module();
            out.println(warning.message().startsWith("WARNING:") ? warning : line(module, LogLevel.WARN, warning));
        }
    }

    /// Which modules the LoadModule lines have brought.
    void loaded(LoadedModules modules) {
        if (on(LogLevel.DEBUG)) {
            for (Module module : modules.registry().modules()) {
                if (!modules.isBuiltIn(module)) {
                    out.println(line("so", LogLevel.DEBUG, new Warning(LOADED, "loaded module " + module.name(), null)));
                }
            }
        }
    }

    private boolean on(LogLevel wanted) {
        return wanted.ordinal() <= level.ordinal();
    }

    private static String line(String module, LogLevel level, Warning what) {
        int pid = Processes.getpid();
        return "[%s] [%s:%s] [pid %d:tid %d] %s".formatted(TIME.format(LocalDateTime.now()), module, level.text(), pid, pid, what);
    }
}
