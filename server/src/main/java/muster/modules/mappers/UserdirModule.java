package muster.modules.mappers;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.FilePath;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.config.Words;
import muster.http.HttpException;
import muster.io.HomeFolders;
import org.jspecify.annotations.Nullable;

/// mod_userdir: the pages of the machine's users, `/~name/...`.
public final class UserdirModule implements Module {
    private static final int FOUND = 302;

    /// @param places where pages are: folders in a user's home, or paths and URLs with `*` for the name; empty where nothing is said
    /// @param enabled whether users that aren't named have pages; null where nothing is said
    record UserFolders(List<String> places, @Nullable Boolean enabled, Set<String> allowed, Set<String> refused) {
        static final UserFolders UNSET = new UserFolders(List.of(), null, Set.of(), Set.of());

        /// Who is named isn't inherited.
        static UserFolders merge(UserFolders outer, UserFolders inner) {
            return new UserFolders(
                    inner.places.isEmpty() ? outer.places : inner.places,
                    inner.enabled != null ? inner.enabled : outer.enabled,
                    inner.allowed,
                    inner.refused);
        }

        boolean has(String user) {
            return !refused.contains(user) && (enabled != Boolean.FALSE || allowed.contains(user));
        }
    }

    private static final ConfigSlot<UserFolders> SLOT =
            ConfigSlot.server("UserDir", UserFolders.UNSET, UserFolders::merge);

    @Override
    public String name() {
        return "userdir_module";
    }

    @Override
    public String file() {
        return "mod_userdir.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("UserDir")
                .in(Context.SERVER, Context.VIRTUAL_HOST)
                .takes(Takes.RAW)
                .means("the public subdirectory in users' home directories, or 'disabled', or 'disabled username username...',"
                        + " or 'enabled username username...'")
                .sets(SLOT, UserdirModule::read));
        registry.hook(Phase.TRANSLATE_NAME, Hook.Place.MIDDLE, List.of("mod_alias.c"), UserdirModule::translate);
    }

    private static UserFolders read(UserFolders before, Arguments line) throws ConfigException {
        var words = new Words(line.raw());
        String first = words.next();
        if (first.isEmpty()) {
            throw line.wrong("UserDir requires an argument.");
        }
        boolean enable = first.equalsIgnoreCase("enable") || first.equalsIgnoreCase("enabled");
        boolean disable = first.equalsIgnoreCase("disable") || first.equalsIgnoreCase("disabled");
        if (!enable && !disable) {
            return new UserFolders(Words.of(line.raw()), before.enabled, before.allowed, before.refused);
        }
        if (!words.more()) {
            return new UserFolders(before.places, enable, before.allowed, before.refused);
        }
        var names = new HashSet<>(enable ? before.allowed : before.refused);
        while (words.more()) {
            names.add(words.next());
        }
        return new UserFolders(
                before.places, before.enabled, enable ? names : before.allowed, disable ? names : before.refused);
    }

    private static Verdict translate(Request request) throws HttpException, IOException {
        String url = request.path().text();
        if (!url.startsWith("/~")) {
            return Verdict.DECLINED;
        }
        UserFolders folders = request.host().settings().get(SLOT);
        int slash = url.indexOf('/', 2);
        String user = url.substring(2, slash < 0 ? url.length() : slash);
        if (folders.places.isEmpty() || user.isEmpty() || user.equals(".") || user.equals("..") || !folders.has(user)) {
            return Verdict.DECLINED;
        }
        String rest = slash < 0 ? "" : url.substring(slash);
        for (int i = 0; i < folders.places.size(); i++) {
            String folder = folder(request, folders.places.get(i), user, rest);
            boolean last = i == folders.places.size() - 1;
            if (folder != null && (last || exists(request, folder))) {
                request.file(new FilePath(folder + rest, folder));
                request.context("/~" + user, folder);
                return Verdict.OK;
            }
        }
        return Verdict.DECLINED;
    }

    /// Where a place leads for one user; null if nowhere.
    /// @throws HttpException if it is on another server
    private static @Nullable String folder(Request request, String place, String user, String rest)
            throws HttpException, IOException {
        int star = place.indexOf('*');
        String before = star < 0 ? "" : place.substring(0, star);
        String after = place.substring(star + 1);
        boolean absolute = place.startsWith("/");
        if (star >= 0 && before.indexOf(':') >= 0 && !absolute) {
            request.response().headers().set("Location", before + user + rest); // what follows the name is lost, as in httpd
            throw new HttpException(FOUND, "");
        }
        if (absolute) {
            return star < 0 ? place + "/" + user : before + user + after;
        }
        if (after.isEmpty()) {
            return star < 0 ? null : before + user;
        }
        String home = home(request, user);
        return home == null ? null : home + "/" + after;
    }

    private static @Nullable String home(Request request, String user) throws IOException {
        try {
            return request.connection().transport().waiter().elsewhere(() -> Optional.ofNullable(HomeFolders.of(user))).orElse(null);
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("the user database can't be asked", failed);
        }
    }

    private static boolean exists(Request request, String folder) {
        try {
            return request.server().files().stat(folder) != null;
        } catch (IOException _) {
            return false;
        }
    }
}
