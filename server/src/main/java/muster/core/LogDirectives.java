package muster.core;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.log.LogLevels;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The core's directives about logs and about what the scoreboard shows: `LogLevel`, `ErrorLog`, `ErrorLogFormat`, `ExtendedStatus`,
/// `SeeRequestTail`. The core's module calls [#register].
public final class LogDirectives {
    /// `LogLevel`, of servers and of sections.
    public static final ConfigSlot<LogLevels> LEVELS =
            ConfigSlot.directory("LogLevel", LogLevels.UNSET, LogLevels::merge);

    /// Where a server's error log goes and how its lines look.
    public static final ConfigSlot<ErrorLogSettings> ERROR_LOG =
            ConfigSlot.server("ErrorLog", ErrorLogSettings.UNSET, ErrorLogSettings::merge);

    /// What the scoreboard keeps of requests.
    public static final ConfigSlot<StatusSettings> STATUS =
            ConfigSlot.server("ExtendedStatus", StatusSettings.UNSET, StatusSettings::merge);

    private static final List<DirectiveType<?>> ALL = List.of(
            DirectiveType.named("LogLevel")
                    .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                    .takes(Takes.EACH)
                    .means("Level of verbosity in error logging")
                    .sets(LEVELS, LogDirectives::level),
            DirectiveType.named("ErrorLog")
                    .in(SERVER, VIRTUAL_HOST)
                    .takes(Takes.ONE)
                    .means("The filename of the error log")
                    .sets(ERROR_LOG, (before, words) -> before.to(words.text(0))),
            DirectiveType.named("ErrorLogFormat")
                    .in(SERVER, VIRTUAL_HOST)
                    .takes(Takes.ONE_OR_TWO)
                    .means("Format string for the ErrorLog")
                    .sets(ERROR_LOG, LogDirectives::errorLogFormat),
            DirectiveType.named("ExtendedStatus")
                    .in(SERVER)
                    .takes(Takes.FLAG)
                    .means("\"On\" to track extended status information, \"Off\" to disable")
                    .sets(STATUS, (before, words) -> new StatusSettings(words.flag(0), before.requestTail())),
            DirectiveType.named("SeeRequestTail")
                    .in(SERVER)
                    .takes(Takes.FLAG)
                    .means("For extended status, \"On\" to see the last 63 chars of the request line, \"Off\" (default) to see the first 63")
                    .sets(STATUS, (before, words) -> new StatusSettings(before.extended(), words.flag(0))));

    private LogDirectives() {}

    /// Declares them.
    public static void register(Registry registry) {
        ALL.forEach(registry::directive);
    }

    /// @param target a file, `|program`, `syslog...`, or null where nothing was said (`logs/error_log`)
    /// @param format of ordinary lines, or null for httpd's default
    /// @param ofConnection lines written once before a connection's first message
    /// @param ofRequest lines written once before a request's first message
    public record ErrorLogSettings(
            @Nullable String target,
            @Nullable ErrorLogFormat format,
            List<ErrorLogFormat> ofConnection,
            List<ErrorLogFormat> ofRequest) {
        public static final ErrorLogSettings UNSET = new ErrorLogSettings(null, null, List.of(), List.of());

        ErrorLogSettings to(String newTarget) {
            return new ErrorLogSettings(newTarget, format, ofConnection, ofRequest);
        }

        static ErrorLogSettings merge(ErrorLogSettings outer, ErrorLogSettings inner) {
            return new ErrorLogSettings(
                    inner.target == null ? outer.target : inner.target,
                    inner.format == null ? outer.format : inner.format,
                    inner.ofConnection.isEmpty() ? outer.ofConnection : inner.ofConnection,
                    inner.ofRequest.isEmpty() ? outer.ofRequest : inner.ofRequest);
        }
    }

    /// @param extended ExtendedStatus, or null where nothing was said (on if mod_status is loaded)
    /// @param requestTail SeeRequestTail, or null
    public record StatusSettings(@Nullable Boolean extended, @Nullable Boolean requestTail) {
        public static final StatusSettings UNSET = new StatusSettings(null, null);

        static StatusSettings merge(StatusSettings outer, StatusSettings inner) {
            return new StatusSettings(
                    inner.extended == null ? outer.extended : inner.extended,
                    inner.requestTail == null ? outer.requestTail : inner.requestTail);
        }
    }

    private static LogLevels level(LogLevels before, Arguments words) throws ConfigException {
        String module = LogLevels.moduleIn(words.text(0));
        if (module != null && !words.isLoaded(module + "_module")) {
            throw words.wrong("Cannot find module " + module);
        }
        try {
            return before.plus(words.text(0));
        } catch (IllegalArgumentException wrong) {
            throw words.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static ErrorLogSettings errorLogFormat(ErrorLogSettings before, Arguments words) throws ConfigException {
        try {
            if (words.count() == 1) {
                var format = ErrorLogFormat.parse(words.text(0));
                return new ErrorLogSettings(before.target(), format, before.ofConnection(), before.ofRequest());
            }
            String kind = words.text(0).toLowerCase(Locale.ROOT);
            return switch (kind) {
                case "connection" -> new ErrorLogSettings(
                        before.target(),
                        before.format(),
                        ErrorLogFormat.and(before.ofConnection(), ErrorLogFormat.parseOnce(words.text(1))),
                        before.ofRequest());
                case "request" -> new ErrorLogSettings(
                        before.target(),
                        before.format(),
                        before.ofConnection(),
                        ErrorLogFormat.and(before.ofRequest(), ErrorLogFormat.parseOnce(words.text(1))));
                default -> throw words.wrong("ErrorLogFormat type must be one of request, connection");
            };
        } catch (IllegalArgumentException wrong) {
            throw words.wrong(String.valueOf(wrong.getMessage()));
        }
    }
}
