package muster.modules.session;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.util.HashMap;
import java.util.Map;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Kept;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// mod_session_cookie: sessions are kept where they belong, with the visitor.
public final class SessionCookieModule implements Module {
    /// A cookie's name, and what is said of it.
    ///
    /// @param attributes null for the usual ones
    private record Cookie(String name, @Nullable String attributes) {}

    /// @param second SessionCookieName2, of RFC 2965; it goes first
    private record Settings(@Nullable Cookie first, @Nullable Cookie second, @Nullable Boolean remove) {
        static final Settings UNSET = new Settings(null, null, null);

        static final ConfigSlot<Settings> SLOT = ConfigSlot.directory("SessionCookieName", UNSET, Settings::merge);

        static Settings merge(Settings outer, Settings inner) {
            return new Settings(
                    inner.first == null ? outer.first : inner.first,
                    inner.second == null ? outer.second : inner.second,
                    inner.remove == null ? outer.remove : inner.remove);
        }
    }

    /// The sessions of a request by the name of their cookie: each is read once.
    private static final Kept<Map<String, Session>> READ = new Kept<>("session_cookie");

    @Override
    public String name() {
        return "session_cookie_module";
    }

    @Override
    public String file() {
        return "mod_session_cookie.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(named("SessionCookieName", Takes.RAW)
                .means("The name of the RFC2109 cookie carrying the session")
                .sets(Settings.SLOT, (before, line) -> new Settings(cookie(line), before.second, before.remove)));
        registry.directive(named("SessionCookieName2", Takes.RAW)
                .means("The name of the RFC2965 cookie carrying the session")
                .sets(Settings.SLOT, (before, line) -> new Settings(before.first, cookie(line), before.remove)));
        registry.directive(named("SessionCookieRemove", Takes.FLAG)
                .means("Set to 'On' to remove the session cookie from the headers and hide the cookie from a backend server or"
                        + " process")
                .sets(Settings.SLOT, (before, line) -> new Settings(before.first, before.second, line.flag(0))));
        registry.provider(SessionStore.class, "cookie", new Store());
    }

    private static DirectiveType.Builder named(String name, Takes takes) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(takes);
    }

    private static Cookie cookie(Arguments line) throws ConfigException {
        String raw = line.raw().strip();
        int end = 0;
        while (end < raw.length() && raw.charAt(end) != ' ' && raw.charAt(end) != '\t') {
            end++;
        }
        String name = raw.substring(0, end);
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('&') >= 0) {
            throw line.wrong(line.directive() + " cannot be empty, or contain '=' or '&'.");
        }
        String attributes = raw.substring(end).strip();
        return new Cookie(name, attributes.isEmpty() ? null : attributes);
    }

    private static final class Store implements SessionStore {
        @Override
        public @Nullable Session load(Request request) {
            Settings settings = request.get(Settings.SLOT);
            Cookie cookie = settings.second == null ? settings.first : settings.second;
            if (cookie == null) {
                return null;
            }
            Request first = request;
            for (Request main = first.original().main(); main != null; main = first.original().main()) {
                first = main;
            }
            first = first.original();
            Map<String, Session> read = first.kept(READ);
            if (read == null) {
                read = new HashMap<>();
                first.keep(READ, read);
            }
            Session known = read.get(cookie.name);
            if (known != null) {
                return known;
            }
            var session = new Session(Cookies.read(request, cookie.name, Boolean.TRUE.equals(settings.remove)));
            read.put(cookie.name, session);
            request.response().headers().add("Cache-Control", "no-cache, private");
            return session;
        }

        @Override
        public boolean save(Request request, Session session) {
            Settings settings = request.get(Settings.SLOT);
            write(request, "Set-Cookie", settings.first, session);
            write(request, "Set-Cookie2", settings.second, session);
            return settings.first != null || settings.second != null;
        }

        private static void write(Request request, String field, @Nullable Cookie cookie, Session session) {
            String text = session.encoded();
            if (cookie == null) {
                return;
            }
            if (text == null || text.isEmpty()) {
                Cookies.remove(request, field, cookie.name, cookie.attributes);
            } else {
                Cookies.write(request, field, cookie.name, text, cookie.attributes, session.maxAge());
            }
        }
    }
}
