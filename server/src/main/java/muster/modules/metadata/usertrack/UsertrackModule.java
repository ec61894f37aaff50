package muster.modules.metadata.usertrack;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.modules.metadata.usertrack.TrackSettings.Style;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;

/// mod_usertrack: gives a visitor who has none a cookie, and notes its value for logs as `%{cookie}n`.
public final class UsertrackModule implements Module {
    private static final String NOTE = "cookie";

    @Override
    public String name() {
        return "usertrack_module";
    }

    @Override
    public String file() {
        return "mod_usertrack.c";
    }

    @Override
    public void register(Registry registry) {
        directives().forEach(registry::directive);
        registry.hook(Phase.FIXUPS, Hook.Place.REALLY_FIRST, UsertrackModule::track);
    }

    private static DirectiveType.Builder directive(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .means(meaning);
    }

    private static List<DirectiveType<?>> directives() {
        return List.of(
                directive("CookieExpires", "an expiry date code")
                        .sets(TrackSettings.SECONDS, (_, words) -> Period.seconds(words)),
                directive("CookieDomain", "domain to which this cookie applies")
                        .sets(TrackSettings.SLOT, (before, words) -> before.withDomain(domain(words))),
                directive("CookieStyle", "'Netscape', 'Cookie' (RFC2109), or 'Cookie2' (RFC2965)")
                        .sets(TrackSettings.SLOT, (before, words) -> before.with(style(words))),
                directive("CookieTracking", "whether or not to enable cookies")
                        .takes(Takes.FLAG)
                        .sets(TrackSettings.SLOT, (before, words) -> before.with(words.flag(0))),
                directive("CookieName", "name of the tracking cookie")
                        .sets(TrackSettings.SLOT, (before, words) -> before.withCookie(words.text(0))),
                directive("CookieSameSite", "SameSite setting")
                        .sets(TrackSettings.SLOT, (before, words) -> before.withSameSite(sameSite(words))),
                directive("CookieSecure", "is cookie secure")
                        .takes(Takes.FLAG)
                        .sets(TrackSettings.SLOT, (before, words) -> before.withSecure(words.flag(0))),
                directive("CookieHttpOnly", "is cookie http only")
                        .takes(Takes.FLAG)
                        .sets(TrackSettings.SLOT, (before, words) -> before.withHttpOnly(words.flag(0))));
    }

    private static String domain(Arguments words) throws ConfigException {
        String name = words.text(0);
        if (!name.startsWith(".")) {
            throw words.wrong("CookieDomain values must begin with a dot");
        }
        if (name.indexOf('.', 1) < 0) {
            throw words.wrong("CookieDomain values must contain at least one embedded dot");
        }
        return name;
    }

    private static Style style(Arguments words) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "netscape" -> Style.NETSCAPE;
            case "cookie", "rfc2109" -> Style.COOKIE;
            case "cookie2", "rfc2965" -> Style.COOKIE2;
            default -> throw words.wrong("Invalid CookieStyle keyword: '" + words.text(0) + "'");
        };
    }

    private static String sameSite(Arguments words) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "strict" -> "SameSite=Strict";
            case "lax" -> "SameSite=Lax";
            case "none" -> "SameSite=None";
            default -> throw words.wrong("CookieSameSite accepts 'Strict', 'Lax', or 'None'");
        };
    }

    private static Verdict track(Request request) {
        TrackSettings settings = request.get(TrackSettings.SLOT);
        if (!settings.on() || request.main() != null) {
            return Verdict.OK;
        }
        String known = known(request, settings.cookie());
        if (known != null) {
            request.notes().set(NOTE, known);
            return Verdict.OK;
        }
        String value = Integer.toHexString(ThreadLocalRandom.current().nextInt()) + "."
                + Long.toHexString(micros(request));
        String text = settings.text(value, request.startMillis(), request.get(TrackSettings.SECONDS));
        request.response().errorHeaders().add(settings.field(), text);
        request.notes().set(NOTE, value);
        return Verdict.OK;
    }

    private static long micros(Request request) {
        return request.startMillis() * 1000 + Math.floorMod(request.startNanos() / 1000, 1000);
    }

    /// The value that the client sends; null if it sends none. The name starts the field or follows a separator.
    private static @Nullable String known(Request request, String name) {
        String cookies = request.headers().joined("Cookie");
        if (cookies == null) {
            return null;
        }
        for (int at = 0; at >= 0 && at < cookies.length(); at = next(cookies, at)) {
            int start = at;
            while (start > 0 && start < cookies.length() && (cookies.charAt(start) == ' ' || cookies.charAt(start) == '\t')) {
                start++;
            }
            int value = start + name.length() + 1;
            if (cookies.startsWith(name, start) && value <= cookies.length() && cookies.charAt(value - 1) == '=') {
                int end = value;
                while (end < cookies.length() && !isSeparator(cookies.charAt(end))) {
                    end++;
                }
                if (end > value) {
                    return cookies.substring(value, end);
                }
            }
        }
        return null;
    }

    /// Behind the next separator; -1 if there is none.
    private static int next(String cookies, int from) {
        for (int at = from; at < cookies.length(); at++) {
            if (isSeparator(cookies.charAt(at))) {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isSeparator(char c) {
        return c == ';' || c == ',';
    }
}
