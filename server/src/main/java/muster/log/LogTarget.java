package muster.log;

import java.util.Locale;
import java.util.Map;

/// Where a log goes, as `ErrorLog` and `CustomLog` say it.
public sealed interface LogTarget {
    /// A file that is appended to.
    /// @param path absolute
    record File(String path) implements LogTarget {}

    /// A stream this process was started with: `/dev/stderr` and `/dev/stdout`, which as paths can't be opened when they are sockets.
    /// @param descriptor 1 or 2
    record Stream(int descriptor) implements LogTarget {}

    /// A program that reads lines on its standard input, started by the parent and started again when it ends.
    /// @param command the program and its arguments, or a line for the shell
    /// @param shell whether `/bin/sh -c` runs it
    record Program(String command, boolean shell) implements LogTarget {}

    /// The machine's log daemon.
    /// @param facility its number, as `syslog(3)` counts them
    /// @param tag the program's name in the messages
    record Daemon(int facility, String tag) implements LogTarget {}

    /// `local7`, what a plain `syslog` means.
    int DEFAULT_FACILITY = 23;

    int NO_FACILITY = -1;

    /// The facilities that `syslog:facility` knows.
    Map<String, Integer> FACILITIES = Map.ofEntries(
            Map.entry("kern", 0),
            Map.entry("user", 1),
            Map.entry("mail", 2),
            Map.entry("daemon", 3),
            Map.entry("auth", 4),
            Map.entry("syslog", 5),
            Map.entry("lpr", 6),
            Map.entry("news", 7),
            Map.entry("uucp", 8),
            Map.entry("cron", 9),
            Map.entry("authpriv", 10),
            Map.entry("ftp", 11),
            Map.entry("local0", 16),
            Map.entry("local1", 17),
            Map.entry("local2", 18),
            Map.entry("local3", 19),
            Map.entry("local4", 20),
            Map.entry("local5", 21),
            Map.entry("local6", 22),
            Map.entry("local7", 23));

    /// Reads what an access log's directive names: a program after `|`, or a file.
    /// @param serverRoot what a relative path is below
    static LogTarget ofAccessLog(String text, String serverRoot) {
        if (text.startsWith("|$")) {
            return new Program(text.substring(2).strip(), true);
        }
        if (text.startsWith("|")) {
            return new Program(text.substring(text.startsWith("||") ? 2 : 1).strip(), false);
        }
        return switch (text) {
            case "/dev/stderr", "/proc/self/fd/2", "/dev/fd/2" -> new Stream(2);
            case "/dev/stdout", "/proc/self/fd/1", "/dev/fd/1" -> new Stream(1);
            default -> new File(text.startsWith("/") ? text : serverRoot + "/" + text);
        };
    }

    /// Reads what `ErrorLog` names: as [#ofAccessLog], or `syslog[:[facility][:tag]]`. An unknown facility is [#NO_FACILITY].
    static LogTarget ofErrorLog(String text, String serverRoot) {
        if (!text.equalsIgnoreCase("syslog") && !text.regionMatches(true, 0, "syslog:", 0, 7)) {
            return ofAccessLog(text, serverRoot);
        }
        String[] parts = text.split(":", 3);
        String facility = parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "";
        String tag = parts.length > 2 && !parts[2].isEmpty() ? parts[2] : "httpd";
        int number = facility.isEmpty() ? DEFAULT_FACILITY : FACILITIES.getOrDefault(facility, NO_FACILITY);
        return new Daemon(number, tag);
    }
}
