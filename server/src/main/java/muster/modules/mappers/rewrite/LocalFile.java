package muster.modules.mappers.rewrite;

import muster.config.FilePaths;
import muster.core.FilePath;
import muster.core.Request;
import muster.core.ServerSettings;
import muster.http.HttpException;
import muster.io.HomeFolders;
import org.jspecify.annotations.Nullable;

/// Makes a file's path of what the rules of a host have come to.
///
/// As in httpd the result is a path of the file system if its first segment exists there *and* the rule itself names it, and a
/// path below DocumentRoot otherwise. Unlike in httpd, `.` and `..` are resolved first: what a client puts into a rule can't lead out
/// of the folder that the rule names.
final class LocalFile {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int CANT_MAP = 127;
    /// How httpd's log shows that UnsafePrefixStat is set.
    private static final int HTTPD_FLAG = 1 << 22;

    private LocalFile() {}

    static FilePath of(Rewriting at) throws HttpException {
        Request request = at.request();
        at.text(withHome(at.text()));
        String text = at.text();
        at.trace(2, "local path result: " + text);
        if (!text.startsWith("/")) {
            throw new HttpException(BAD_REQUEST, "");
        }
        String path = resolved(request, text);
        String documentRoot = request.documentRoot();
        String root = rootOf(at, path, documentRoot);
        FilePath file;
        if (root == null || at.reduced()) {
            file = new FilePath(documentRoot.equals("/") ? path : documentRoot + path, documentRoot);
            at.trace(2, "prefixed with document_root to " + file);
        } else {
            file = new FilePath(path, root);
        }
        at.trace(1, "go-ahead with " + file + " [OK]");
        return file;
    }

    /// `/~user/...` below the user's home.
    private static String withHome(String text) {
        if (!text.startsWith("/~")) {
            return text;
        }
        int slash = text.indexOf('/', 2);
        String user = text.substring(2, slash < 0 ? text.length() : slash);
        String home = user.isEmpty() ? null : HomeFolders.of(user);
        if (home == null) {
            return text;
        }
        return slash < 0 ? home : FilePaths.withoutSlash(home) + text.substring(slash);
    }

    /// A path without `.`, `..` and double slashes.
    /// @throws HttpException 403 where the path leads above the root
    static String resolved(Request request, String text) throws HttpException {
        int depth = 0;
        for (String segment : text.split("/")) {
            depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
            if (depth < 0) {
                throw cannotMap(request);
            }
        }
        return FilePaths.below("/", text);
    }

    private static HttpException cannotMap(Request request) {
        request.log().error("core", CANT_MAP, "Cannot map " + request.requestLine() + " to file");
        return new HttpException(FORBIDDEN, "");
    }

    /// The folder that the path must not leave, if it is a path of the file system; null if it belongs below DocumentRoot.
    private static @Nullable String rootOf(Rewriting at, String path, String documentRoot) throws HttpException {
        int slash = path.indexOf('/', 1);
        String first = slash < 0 ? path : path.substring(0, slash);
        Request request = at.request();
        if (Files.status(request, first, false) == null) {
            return null;
        }
        Rule rule = at.lastSubstitution();
        if (rule == null || at.hostHas(RewriteOptions.UNSAFE_PREFIX_STAT)) {
            at.trace(3, "prefix_stat no lastsub subst prefix " + first);
            return isBelow(path, documentRoot) ? documentRoot : "/";
        }
        boolean unsafe = rule.flags().unsafePrefix;
        String output = rule.output();
        at.trace(
                3,
                "prefix_stat compare statpath " + first + " and lastsub output " + output + " STATOK "
                        + (unsafe ? HTTPD_FLAG : 0) + " ");
        if (unsafe) {
            return isBelow(path, documentRoot) ? documentRoot : "/";
        }
        if (startsWith(at, output, first)) {
            return isBelow(path, documentRoot) ? documentRoot : named(request, rule, path);
        }
        return startsWith(at, path, documentRoot) && isBelow(path, documentRoot) ? documentRoot : null;
    }

    /// The folder that a rule names before anything that comes from the request.
    private static String named(Request request, Rule rule, String path) throws HttpException {
        var substitution = rule.substitution();
        String literal = substitution == null ? "/" : substitution.literalStart();
        String folder = literal.substring(0, literal.lastIndexOf('/') + 1);
        String root = folder.length() > 1 ? folder.substring(0, folder.length() - 1) : "/";
        if (!isBelow(path, FilePaths.below("/", root))) {
            throw cannotMap(request);
        }
        return FilePaths.withoutSlash(FilePaths.below("/", root));
    }

    private static boolean startsWith(Rewriting at, String text, String prefix) {
        boolean starts = text.startsWith(prefix);
        at.trace(5, "prefix_stat startsWith(" + text + ", " + prefix + ") " + (starts ? 1 : 0));
        return starts;
    }

    private static boolean isBelow(String path, String folder) {
        return folder.equals("/")
                || path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }
}
