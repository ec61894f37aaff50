package muster.modules.session;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.AUTH_CONFIG;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;

/// mod_session: names and values that are kept of a visitor from one request to the next.
public final class SessionModule implements Module {
    static final String SHORT_NAME = "session";

    @Override
    public String name() {
        return "session_module";
    }

    @Override
    public String file() {
        return "mod_session.c";
    }

    @Override
    public void register(Registry registry) {
        flag(registry, "Session", "on if a session should be maintained for these URLs", SessionSettings::enabled);
        text(
                registry,
                "SessionMaxAge",
                "length of time for which a session should be valid. Zero to disable",
                line -> SessionSettings.lasting(number(line.text(0))));
        text(
                registry,
                "SessionHeader",
                "output header, if present, whose contents will be injected into the session.",
                line -> SessionSettings.changedBy(line.text(0)));
        flag(
                registry,
                "SessionEnv",
                "on if a session should be written to the CGI environment. Defaults to off",
                SessionSettings::inEnvironment);
        text(
                registry,
                "SessionInclude",
                "URL prefixes to include in the session. Defaults to all URLs",
                line -> SessionSettings.including(line.text(0)));
        text(
                registry,
                "SessionExclude",
                "URL prefixes to exclude from the session. Defaults to no URLs",
                line -> SessionSettings.excluding(line.text(0)));
        text(
                registry,
                "SessionExpiryUpdateInterval",
                "time interval for which a session's expiry time may change without having to be rewritten. Zero to disable",
                line -> SessionSettings.updatedEvery(interval(line)));
        var sessions = new Sessions(registry);
        registry.provider(Sessions.class, Sessions.PROVIDER, sessions);
        registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, request -> load(request, sessions));
        var filter = new NamedFilter(
                "MOD_SESSION_OUT", Filter.Kind.CONTENT, (request, next) -> new SessionSink(sessions, request, next));
        registry.hook(Phase.INSERT_FILTER, Hook.Place.MIDDLE, request -> insert(request, filter));
        registry.hook(Phase.INSERT_ERROR_FILTER, Hook.Place.MIDDLE, request -> insert(request, filter));
    }

    @FunctionalInterface
    private interface Line {
        SessionSettings read(Arguments line) throws ConfigException;
    }

    @FunctionalInterface
    private interface Switch {
        SessionSettings turned(boolean on);
    }

    private static DirectiveType.Builder named(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .means(meaning);
    }

    private static void flag(Registry registry, String name, String meaning, Switch effect) {
        registry.directive(named(name, meaning)
                .takes(Takes.FLAG)
                .sets(SessionSettings.SLOT, (before, line) -> before.and(effect.turned(line.flag(0)))));
    }

    private static void text(Registry registry, String name, String meaning, Line effect) {
        registry.directive(named(name, meaning)
                .takes(Takes.ONE)
                .sets(SessionSettings.SLOT, (before, line) -> before.and(effect.read(line))));
    }

    /// As C's `atol`: what is no number counts as none.
    private static long number(String text) {
        int end = 0;
        while (end < text.length() && end < 15 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Long.parseLong(text.substring(0, end));
    }

    private static long interval(Arguments line) throws ConfigException {
        String text = line.text(0);
        boolean minus = text.startsWith("-");
        long seconds = number(minus ? text.substring(1) : text);
        if (minus && seconds > 0) {
            throw line.wrong("SessionExpiryUpdateInterval must be zero (disable) or a positive value");
        }
        return seconds * 1_000_000;
    }

    private static Verdict load(Request request, Sessions sessions) {
        SessionSettings settings = request.get(SessionSettings.SLOT);
        if (settings == SessionSettings.UNSET) {
            return Verdict.OK;
        }
        Session session = sessions.load(request);
        if (Boolean.TRUE.equals(settings.environment())) {
            if (session != null) {
                request.environment().set("HTTP_SESSION", SessionForm.encode(session));
            }
            request.headers().remove("Session"); // nobody may pretend to have one
        }
        return Verdict.OK;
    }

    /// Also where what it was redirected from has a session: that one isn't stored yet.
    private static Verdict insert(Request request, NamedFilter filter) {
        Request first = request.main() == null ? request : request.main();
        for (Request one = first; one != null; one = one.next()) {
            if (one.get(SessionSettings.SLOT).isOn()) {
                request.insertFilter(filter);
                break;
            }
        }
        return Verdict.OK;
    }
}
