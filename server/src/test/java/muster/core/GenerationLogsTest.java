package muster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.config.Position;
import muster.config.Settings;
import muster.core.LogDirectives.ErrorLogSettings;
import muster.log.LogFiles;
import muster.log.LogLevel;
import muster.log.LogLevels;
import muster.log.LogPrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationLogsTest {
    private static final Position HERE = new Position("server.conf", 1);

    private static final String TIME = "\\[\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\d{4}] ";
    private static final String PROCESS = "\\[pid \\d+:tid \\d+] ";

    @TempDir
    Path folder;

    private final MemoryServer server = new MemoryServer().set(LogDirectives.LEVELS, LogLevels.UNSET.with(LogLevel.INFO));

    private GenerationLogs logs(ErrorLogSettings errors, LogLevels levels, AccessLogs access) throws IOException {
        VirtualHost host = host(Settings.NONE
                .with(ServerSettings.SERVER_ROOT, folder.toString())
                .with(LogDirectives.ERROR_LOG, errors)
                .with(LogDirectives.LEVELS, levels)
                .with(AccessLogs.SLOT, access));
        var targets = GenerationLogs.targets(host, List.of());
        return new GenerationLogs(host, List.of(), LogFiles.open(targets, new LogPrograms()));
    }

    private static VirtualHost host(Settings settings) {
        return new VirtualHost(
                List.of(), "www.example.com", 0, null, List.of(), settings,
                List.of(), List.of(), List.of(), List.of(), List.of(), new Position("test", 1));
    }

    private GenerationLogs logs(String format) throws IOException {
        var errors = new ErrorLogSettings(
                "error", format.isEmpty() ? null : ErrorLogFormat.parse(format), List.of(), List.of());
        return logs(errors, LogLevels.UNSET.with(LogLevel.INFO), AccessLogs.NONE);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("error"));
    }

    @Test
    void theUsualLineIsHttpds() throws IOException {
        Request request = server.request("GET", "/x");
        request.headers().add("Referer", "http://x/\"y");
        var logs = logs("");
        logs.serverLog().write(LogLevel.NOTICE, "mpm_event", 489, "resuming normal operations");
        logs.requestLog(request).info("core", 128, "File does not exist: /www/\u00ff\n\"\\");
        logs.requestLog(request).writeFailure(LogLevel.ERROR, "core", 35, 13, "access to /x denied");
        logs.requestLog(request).debug("core", 0, "not at this level");
        assertEquals(3, lines().size());
        assertTrue(lines().get(0)
                .matches(TIME + "\\[mpm_event:notice] " + PROCESS + "AH00489: resuming normal operations"), lines().get(0));
        String client = "\\[client 192\\.0\\.2\\.7:40000] ";
        assertTrue(
                lines().get(1).matches(TIME + "\\[core:info] " + PROCESS + client
                        + "AH00128: File does not exist: /www/\\\\xff\\\\n\"\\\\\\\\, referer: http://x/\"y"),
                lines().get(1));
        assertTrue(
                lines().get(2).matches(TIME + "\\[core:error] " + PROCESS + "\\(13\\)Permission denied: " + client
                        + "AH00035: access to /x denied, referer: http://x/\"y"),
                lines().get(2));
    }

    /// Fields that have nothing to say are left out with their space, as Apache 2.4.71 does.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    [%-m:%l] %7F: %E: [client\\ %a] [%A] %M   ; [core:info] [client 192.0.2.7:40000] [192.0.2.1:8080] AH00128: text
                    %M% ,\\ referer\\ %{Referer}i             ; AH00128: text
                    %v %V %{x}e %-{x}n|%%|\\t\\q\\\\ %M       ; `www.example.com www.example.com -|%|	q\\ AH00128: text`
                    [%{Host}i] %k %M                          ; [www.example.com:8080] 0 AH00128: text
                    """)
    void formats(String format, String expected) throws IOException {
        logs(format).requestLog(server.request("GET", "/x")).info("core", 128, "text");
        assertEquals(List.of(expected), lines());
    }

    @Test
    void connectionsAndRequestsAreIntroducedOnce() throws IOException {
        var errors = new ErrorLogSettings(
                "error",
                ErrorLogFormat.parse("%M"),
                List.of(ErrorLogFormat.parseOnce("C %a")),
                List.of(ErrorLogFormat.parseOnce("R '%+{User-Agent}i'"), ErrorLogFormat.parseOnce("R %V")));
        var logs = logs(errors, LogLevels.UNSET, AccessLogs.NONE);
        var log = logs.connectionLog(server.request("GET", "/").connection());
        log.error("core", 0, "one");
        log.error("core", 0, "two");
        assertEquals(List.of("C 192.0.2.7:40000", "one", "two"), lines());
    }

    @ParameterizedTest
    @CsvSource({
        "%Q%M, Unrecognized error log format directive %Q",
        "x,    main ErrorLogFormat must contain message format string '%M'",
        "%+M %+a, The '+' flag cannot be used in the main error log format",
        "%M%,  Ran off end of error log format parsing args to some directive",
    })
    void refusesInHttpdsWords(String format, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> ErrorLogFormat.parse(format));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void accessLinesWaitForFlushAndObeyTheirCondition() throws IOException {
        LogItem method = (request, line) -> line.put(request.method());
        LogFormat format = LogFormat.parse("<%m>", _ -> LogItem.Type.plain(method));
        var access = AccessLogs.NONE
                .plus(new AccessLogs.Entry("all", null, format, AccessLogs.Entry.ALWAYS, false, HERE))
                .plus(new AccessLogs.Entry("heads", "short", format, Request::isHead, false, HERE))
                .plus("short", LogFormat.parse("%m", _ -> LogItem.Type.plain(method)));
        var logs = logs(new ErrorLogSettings("error", null, List.of(), List.of()), LogLevels.UNSET, access);
        logs.access(server.request("GET", "/"));
        logs.access(server.request("HEAD", "/"));
        assertEquals("", Files.readString(folder.resolve("all")));
        logs.flush();
        assertEquals("<GET>\n<HEAD>\n", Files.readString(folder.resolve("all")));
        assertEquals("HEAD\n", Files.readString(folder.resolve("heads")));
    }

    @Test
    void hostsWithoutLogsUseTheMainServersAndGlobalOnesAreForAll() {
        LogFormat format = LogFormat.parse("x", _ -> null);
        var main = AccessLogs.NONE
                .plus(new AccessLogs.Entry("main", null, format, AccessLogs.Entry.ALWAYS, false, HERE))
                .plus(new AccessLogs.Entry("global", null, format, AccessLogs.Entry.ALWAYS, true, HERE));
        var own = AccessLogs.NONE.plus(new AccessLogs.Entry("own", null, format, AccessLogs.Entry.ALWAYS, false, HERE));
        var usual = AccessLogs.NONE.usual(LogFormat.parse("y", _ -> null));
        assertEquals(List.of("global", "own"), names(AccessLogs.merge(main, own)));
        assertEquals(List.of("main", "global"), names(AccessLogs.merge(main, usual)));
        assertEquals("y", AccessLogs.merge(main, usual).lines().getFirst().format().toString());
    }

    private static List<String> names(AccessLogs logs) {
        return logs.lines().stream().map(AccessLogs.Line::target).toList();
    }

    @Test
    void anItemThatFailsCostsOnlyItsLine() throws IOException {
        LogItem broken = (_, _) -> {
            throw new IllegalStateException("bug");
        };
        LogFormat format = LogFormat.parse("start %m", _ -> LogItem.Type.plain(broken));
        var access = AccessLogs.NONE.plus(new AccessLogs.Entry("all", null, format, AccessLogs.Entry.ALWAYS, false, HERE));
        var logs = logs(new ErrorLogSettings("error", null, List.of(), List.of()), LogLevels.UNSET, access);
        logs.access(server.request("GET", "/"));
        logs.flush();
        assertEquals("", Files.readString(folder.resolve("all")));
    }
}
