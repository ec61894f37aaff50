package muster.main;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import muster.config.Warning;
import muster.posix.Processes;

/// What is said on the terminal before there is an error log: as a line of that log would look, or bare where httpd says it bare.
final class StartupLines {
    private static final int NO_NAME = 558;
    private static final int ALREADY_LOADED = 1574;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH);

    private StartupLines() {}

    static String of(Warning warning, String command) {
        if (warning.number() == NO_NAME) {
            return "AH00558: " + command + ": " + warning.message();
        }
        if (warning.message().startsWith("WARNING:")) {
            return warning.toString();
        }
        int pid = Processes.getpid();
        String module = warning.number() == ALREADY_LOADED ? "so" : "core";
        return "[%s] [%s:warn] [pid %d:tid %d] %s".formatted(TIME.format(LocalDateTime.now()), module, pid, pid, warning);
    }
}
