package muster.modules.mappers;

import java.util.List;
import muster.config.ConfigSlot;
import muster.core.FilePath;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.core.ServerNames;
import muster.core.ServerSettings;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.http.Status;
import muster.http.UriEscape;
import muster.modules.mappers.AliasSettings.Alias;
import muster.modules.mappers.AliasSettings.Moved;
import muster.modules.mappers.AliasSettings.Place;
import muster.modules.mappers.AliasSettings.Redirect;
import muster.modules.mappers.Mapping.Substitution;
import org.jspecify.annotations.Nullable;

/// mod_alias: parts of the URL space that lie elsewhere on the disk, or have moved to another URL.
public final class AliasModule implements Module {
    /// The note by which a ScriptAlias tells the handler of programs that it needs no `Options ExecCGI`.
    public static final String FORCED_TYPE = "alias-forced-type";

    static final ConfigSlot<AliasSettings> SETTINGS =
            ConfigSlot.directory("mod_alias", AliasSettings.UNSET, AliasSettings::merge);

    private static final int INTERNAL_ERROR = 500;

    @Override
    public String name() {
        return "alias_module";
    }

    @Override
    public String file() {
        return "mod_alias.c";
    }

    @Override
    public void register(Registry registry) {
        AliasDirectives.all(RequestVocabulary.of(registry)).forEach(registry::directive);
        registry.hook(Phase.TRANSLATE_NAME, Hook.Place.MIDDLE, AliasModule::translate);
        registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, AliasModule::fixUp);
    }

    /// A Location's own alias counts most, then the server's redirects, then its aliases.
    private static Verdict translate(Request request) throws HttpException {
        String url = request.path().text();
        if (!url.startsWith("/")) {
            return Verdict.DECLINED;
        }
        AliasSettings settings = request.get(SETTINGS);
        if (settings.place() != null) {
            map(request, settings, settings.place());
            return Verdict.OK;
        }
        redirect(request, settings, settings.redirects());
        for (Alias alias : settings.aliases()) {
            String found = alias.mapping().target(url, alias.target(), String::concat);
            if (found != null) {
                map(request, found, alias.root(), alias.handler());
                if (!alias.prefix().isEmpty()) {
                    request.context(alias.prefix(), alias.target().literalStart());
                }
                return Verdict.OK;
            }
        }
        return Verdict.DECLINED;
    }

    private static void map(Request request, AliasSettings settings, Place place) throws HttpException {
        String found = place.target().of(request);
        if (!found.startsWith("/")) {
            found = request.host().settings().get(ServerSettings.SERVER_ROOT) + "/" + found;
        }
        String root = found;
        String url = request.path().text();
        if (settings.preservePath() == Boolean.TRUE && url.length() > place.location().length()) {
            found += url.substring(place.location().length());
        }
        map(request, found, root, place.handler());
        request.context(place.location(), root);
    }

    private static void map(Request request, String path, String root, @Nullable String handler) {
        request.file(new FilePath(path, root));
        if (handler != null) {
            request.handler(handler);
            request.notes().set(FORCED_TYPE, handler);
        }
    }

    /// Redirects of sections and `.htaccess` files: only now are they all known.
    private static Verdict fixUp(Request request) throws HttpException {
        AliasSettings settings = request.get(SETTINGS);
        Moved moved = settings.moved();
        if (moved != null) {
            String target = moved.target() == null ? null : moved.target().of(request);
            throw redirect(request, settings, target, moved.status());
        }
        if (settings.inner().isEmpty()) {
            return Verdict.DECLINED;
        }
        redirect(request, settings, settings.inner());
        return Verdict.OK;
    }

    private static void redirect(Request request, AliasSettings settings, List<Redirect> redirects) throws HttpException {
        String url = request.path().text();
        for (Redirect redirect : redirects) {
            Substitution target = redirect.target() == null ? NOWHERE : redirect.target();
            String found = redirect.mapping().target(url, target, AliasModule::joinEscaped);
            if (found != null) {
                boolean pattern = redirect.mapping() instanceof Mapping.Pattern;
                throw redirect(request, settings, pattern ? escapePath(found) : found, redirect.status());
            }
        }
    }

    private static final Substitution NOWHERE = Substitution.of("");

    private static String joinEscaped(String target, String rest) {
        return target + UriEscape.path(rest);
    }

    /// What a pattern made is escaped up to its query or fragment: matched text was decoded.
    private static String escapePath(String url) {
        int end = url.length();
        for (int i = 0; i < end; i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                end = i;
            }
        }
        return UriEscape.path(url.substring(0, end)) + url.substring(end);
    }

    private static HttpException redirect(
            Request request, AliasSettings settings, @Nullable String target, int status) {
        if (target == null || !Status.isRedirect(status)) {
            return new HttpException(status, "");
        }
        String location = target;
        if (target.startsWith("/") && settings.relative() != Boolean.TRUE) {
            location = ServerNames.url(request, target);
        } else if (!target.startsWith("/") && !isUrl(target)) {
            request.log()
                    .error(
                            "alias",
                            674,
                            "cannot redirect '" + request.path() + "' to '" + target
                                    + "'; target is not a valid absoluteURI or abs_path");
            return new HttpException(INTERNAL_ERROR, "");
        }
        String query = request.query();
        if (query != null && location.indexOf('?') < 0) {
            location = location + "?" + query;
        }
        request.response().headers().set("Location", location);
        return new HttpException(status, "");
    }

    /// Whether a text starts with a scheme (httpd's `ap_is_url`).
    static boolean isUrl(String text) {
        int at = 0;
        while (at < text.length() && isSchemeCharacter(text.charAt(at))) {
            at++;
        }
        return at > 0 && at < text.length() && text.charAt(at) == ':';
    }

    private static boolean isSchemeCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
    }
}
