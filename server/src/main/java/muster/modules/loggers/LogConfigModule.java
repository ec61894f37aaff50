package muster.modules.loggers;

import java.util.function.Predicate;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Builder;
import muster.config.DirectiveType.Takes;
import muster.core.AccessLogs;
import muster.core.LogFormat;
import muster.core.LogItem;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;

import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_log_config: access logs, their formats, and which requests they get.
public final class LogConfigModule implements Module {
    private static final String USUAL_FORMAT = "%h %l %u %t \"%r\" %>s %b";
    private static final String COOKIE_FORMAT = "%{Cookie}n \"%r\" %t";

    @Override
    public String name() {
        return "log_config_module";
    }

    @Override
    public String file() {
        return "mod_log_config.c";
    }

    @Override
    public void register(Registry registry) {
        LogItems.ALL.forEach((letter, type) -> registry.provider(LogItem.Type.class, letter, type));
        new Directives(registry).register();
    }

    /// The directives, with the items that loaded modules know.
    private record Directives(Registry registry) {
        void register() {
            registry.directive(inServers("LogFormat", Takes.ONE_OR_TWO)
                    .means("a log format string (see docs) and an optional format name")
                    .sets(AccessLogs.SLOT, this::format));
            registry.directive(inServers("CustomLog", Takes.TWO_OR_THREE)
                    .means("a file name, a custom log format string or format name, and an optional \"env=\" or \"expr=\" clause (see docs)")
                    .sets(AccessLogs.SLOT, (before, words) -> before.plus(custom(words, false))));
            registry.directive(DirectiveType.named("GlobalLog")
                    .in(SERVER)
                    .takes(Takes.TWO_OR_THREE)
                    .means("Same as CustomLog, but forces virtualhosts to inherit the log")
                    .sets(AccessLogs.SLOT, (before, words) -> before.plus(custom(words, true))));
            registry.directive(inServers("TransferLog", Takes.ONE)
                    .means("the filename of the access log")
                    .sets(AccessLogs.SLOT, (before, words) -> before.plus(plain(words, USUAL_FORMAT, true))));
            registry.directive(inServers("CookieLog", Takes.ONE)
                    .means("the filename of the cookie log")
                    .sets(AccessLogs.SLOT, (before, words) -> before.plus(plain(words, COOKIE_FORMAT, false))));
            registry.directive(inServers("BufferedLogs", Takes.FLAG)
                    .means("Enable Buffered Logging (experimental)")
                    .sets(AccessLogs.SLOT, (before, words) -> before.buffered(words.flag(0))));
        }

        private static Builder inServers(String name, Takes shape) {
            return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST).takes(shape);
        }

        private AccessLogs format(AccessLogs before, Arguments words) throws ConfigException {
            LogFormat format = parse(words, words.text(0));
            return words.count() == 1 ? before.usual(format) : before.plus(words.text(1), format);
        }

        private AccessLogs.Entry custom(Arguments words, boolean global) throws ConfigException {
            String format = words.text(1);
            Predicate<Request> condition = words.count() > 2
                    ? LogConditions.parse(words.text(2), words, registry)
                    : AccessLogs.Entry.ALWAYS;
            return new AccessLogs.Entry(words.text(0), format, parse(words, format), condition, global, words.position());
        }

        /// A log without a format of its own.
        /// @param usual whether LogFormat without a name changes it
        private AccessLogs.Entry plain(Arguments words, String format, boolean usual) throws ConfigException {
            return new AccessLogs.Entry(
                    words.text(0),
                    usual ? null : format,
                    parse(words, format),
                    AccessLogs.Entry.ALWAYS,
                    false,
                    words.position());
        }

        private LogFormat parse(Arguments words, String text) throws ConfigException {
            try {
                return LogFormat.parse(text, letter -> registry.provider(LogItem.Type.class, letter));
            } catch (IllegalArgumentException wrong) {
                throw words.wrong(String.valueOf(wrong.getMessage()));
            }
        }
    }
}
