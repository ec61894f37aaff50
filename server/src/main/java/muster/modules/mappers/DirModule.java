package muster.modules.mappers;

import java.io.IOException;
import java.util.List;
import muster.config.ConfigSlot;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.ServerNames;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.http.Status;
import muster.http.UriEscape;
import muster.io.FileStatus;

/// mod_dir: folders asked for without their slash, index files, and what answers where there is nothing.
public final class DirModule implements Module {
    /// What stands for a folder where a media type or a handler is named.
    static final String DIRECTORY_TYPE = "httpd/unix-directory";
    /// The handler that mod_rewrite leaves a request to which a rule has sent elsewhere.
    private static final String STARTS_ANEW = "redirect-handler";
    /// The note that tells mod_autoindex which names were tried.
    static final String TRIED = "dir-index-names";

    static final ConfigSlot<DirSettings> SETTINGS =
            ConfigSlot.directory("mod_dir", DirSettings.UNSET, DirSettings::merge);

    private static final int OK = 200;
    private static final int MOVED_PERMANENTLY = 301;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ACCEPTABLE = 406;

    @Override
    public String name() {
        return "dir_module";
    }

    @Override
    public String file() {
        return "mod_dir.c";
    }

    @Override
    public void register(Registry registry) {
        DirDirectives.all().forEach(registry::directive);
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, DirModule::fixUp);
    }

    private static Verdict fixUp(Request request) throws HttpException, IOException {
        FileStatus status = request.fileStatus();
        if (status == null) {
            return request.handler() == null ? fallBack(request) : Verdict.DECLINED;
        }
        return status.isDirectory() ? folder(request) : Verdict.DECLINED;
    }

    private static Verdict folder(Request request) throws HttpException, IOException {
        if (request.handler() == null) {
            request.handler(DIRECTORY_TYPE);
        }
        if (!request.pathInfo().isEmpty()) {
            return Verdict.DECLINED;
        }
        DirSettings settings = request.get(SETTINGS);
        if (!request.path().text().endsWith("/")) {
            return settings.slash() == Boolean.FALSE ? Verdict.DECLINED : addSlash(request);
        }
        boolean startsAnew = STARTS_ANEW.equals(request.handler());
        if (startsAnew || settings.checkHandler() == Boolean.TRUE && !DIRECTORY_TYPE.equals(request.handler())) {
            forgetType(request);
            return Verdict.DECLINED;
        }
        return index(request, settings);
    }

    /// Relative links of an index page work only below the folder's own URL.
    private static Verdict addSlash(Request request) throws HttpException {
        if (!request.isGet() && request.environment().has("redirect-carefully")) {
            return Verdict.DECLINED;
        }
        String url = UriEscape.path(request.path().text()) + "/";
        String query = request.query();
        throw redirect(request, query == null ? url : url + "?" + query, MOVED_PERMANENTLY);
    }

    /// Somebody else has taken the request over: the folder's type must not reach the client.
    private static void forgetType(Request request) {
        if (DIRECTORY_TYPE.equals(request.response().contentType())) {
            request.response().contentType(null);
        }
    }

    /// Answers with the first index file there is. One that may not be had is remembered: it counts more than a listing of the folder.
    private static Verdict index(Request request, DirSettings settings) throws HttpException, IOException {
        List<String> names = settings.indexOrDefault();
        int refused = 0;
        for (String name : names) {
            Request found = lookUp(request, name);
            int status = found.response().status();
            if (status == OK && answers(found)) {
                if (settings.indexRedirect() instanceof Integer redirect && redirect != 0) {
                    throw redirect(request, UriEscape.path(found.path().text()), redirect);
                }
                request.become(found);
                return Verdict.OK;
            }
            boolean onlyOne = names.size() == 1;
            if (Status.isRedirect(status) || onlyOne && (status == NOT_ACCEPTABLE || status == UNAUTHORIZED)) {
                throw passOn(request, found);
            }
            if (status != NOT_FOUND && status != OK) {
                refused = status;
            }
        }
        if (refused != 0) {
            throw new HttpException(refused, "");
        }
        request.notes().set(TRIED, String.join(",", names));
        return Verdict.DECLINED;
    }

    private static Verdict fallBack(Request request) throws HttpException, IOException {
        String url = request.get(SETTINGS).fallback();
        if (url == null || url.isEmpty()) {
            return Verdict.DECLINED;
        }
        Request found = lookUp(request, url);
        int status = found.response().status();
        if (status == OK && answers(found)) {
            request.become(found);
            return Verdict.OK;
        }
        if (Status.isRedirect(status)) {
            throw passOn(request, found);
        }
        if (status != NOT_FOUND && status != OK) {
            throw new HttpException(status, "");
        }
        return Verdict.DECLINED;
    }

    private static Request lookUp(Request request, String url) throws IOException {
        String query = request.query();
        return request.server().processor().lookUp(request, query == null ? url : url + "?" + query);
    }

    /// A look-up is liberal: `/index.html` below a folder without one is that folder with a path info. Only a file counts, or what
    /// a backend will answer.
    private static boolean answers(Request found) {
        FileStatus status = found.fileStatus();
        return status != null && status.isFile() || "proxy-server".equals(found.handler());
    }

    private static HttpException passOn(Request request, Request found) {
        request.response().headers().addAll(found.response().headers());
        request.response().errorHeaders().addAll(found.response().errorHeaders());
        found.notes().all().forEach(request.notes()::set);
        return new HttpException(found.response().status(), "");
    }

    private static HttpException redirect(Request request, String path, int status) {
        request.response().headers().set("Location", ServerNames.url(request, path));
        return new HttpException(status, "");
    }
}
