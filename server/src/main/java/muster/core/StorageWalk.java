package muster.core;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import muster.http.HttpException;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.log.LogLevel;
import muster.posix.Errno;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// Finds out what stands where a URL was mapped to: the longest part of the path that exists becomes the request's file, the rest its
/// path info (httpd's `ap_directory_walk`, the half that looks at the disk). A path that exists as a whole costs one `stat`.
final class StorageWalk {
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4095;

    private final FileSystem files;
    /// By identity: a host is large, and its hash is that of all it holds. Replaced as a whole.
    private volatile Map<VirtualHost, Boolean> withPatterns = new IdentityHashMap<>();

    StorageWalk(FileSystem files) {
        this.files = files;
    }

    /// Sets the request's file, fileStatus and pathInfo.
    ///
    /// Below a component that doesn't exist nothing can be: the file is then the path up to and with that component, without a status.
    void locate(Request request) throws HttpException, IOException {
        FilePath mapped = request.file();
        if (mapped == null || request.fileStatus() != null) {
            return;
        }
        String path = mapped.text();
        FileStatus whole = null;
        try {
            whole = stat(request, path);
        } catch (ClosedFolder _) {
            // Which one it is, and what lies before it, is found out step by step.
        }
        if (whole == null) {
            search(request, mapped);
        } else {
            take(request, path, whole);
        }
    }

    /// A folder on the way may not be searched.
    private static final class ClosedFolder extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// @throws HttpException 403 if [#locate] was stopped by a folder that may not be searched
    static void checkReached(Request request) throws HttpException {
        if (request.closed()) {
            throw forbidden(
                    request,
                    35,
                    Errno.EACCES,
                    "access to " + request.path() + " denied (filesystem path '" + request.file()
                            + "') because search permissions are missing on a component of the path");
        }
    }

    private void search(Request request, FilePath mapped) throws HttpException, IOException {
        String path = mapped.text();
        refuseTooLong(request, path);
        int end = Math.min(Math.max(mapped.root().length(), 1), path.length());
        while (end < path.length()) {
            int start = end;
            while (start < path.length() && path.charAt(start) == '/') {
                start++;
            }
            int slash = path.indexOf('/', start);
            end = slash < 0 ? path.length() : slash;
            String upTo = path.substring(0, end);
            FileStatus status;
            try {
                status = stat(request, upTo);
            } catch (ClosedFolder _) {
                // Said when the section walk has come here: `.htaccess` files on the way may have more to say.
                request.file(new FilePath(upTo, mapped.root()));
                request.closed(true);
                return;
            }
            if (status == null || !status.isDirectory()) {
                request.file(new FilePath(upTo, mapped.root()));
                request.pathInfo(path.substring(end) + request.pathInfo());
                if (status != null) {
                    take(request, upTo, status);
                }
                return;
            }
        }
    }

    private void take(Request request, String path, FileStatus status) throws HttpException {
        if (!status.isFile() && !status.isDirectory()) {
            throw forbidden(request, 38, 0, "Forbidden: " + path + " doesn't point to a file or directory");
        }
        request.fileStatus(status);
    }

    private @Nullable FileStatus stat(Request request, String path) throws HttpException, IOException {
        try {
            return files.stat(path);
        } catch (PosixException failure) {
            if (failure.errno() == Errno.EACCES) {
                throw new ClosedFolder();
            }
            throw failed(request, failure.errno(), path);
        }
    }

    private static HttpException failed(Request request, int errno, String path) {
        return forbidden(
                request, 36, errno, "access to " + request.path() + " failed (filesystem path '" + path + "')");
    }

    /// The kernel's answer to names it can't hold: httpd refuses them rather than say that they don't exist.
    private static void refuseTooLong(Request request, String path) throws HttpException {
        boolean tooLong = path.length() > LONGEST_PATH;
        for (int start = 0; !tooLong && start < path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            tooLong = end - start > LONGEST_NAME;
            start = end + 1;
        }
        if (tooLong) {
            throw failed(request, Errno.ENAMETOOLONG, path);
        }
    }

    /// A link that leads nowhere is no missing file: something is wrong with it.
    private void refuseDangling(Request request, String path) throws HttpException, IOException {
        FileStatus link = files.lstat(path);
        if (link != null && link.isLink()) {
            throw forbidden(request, 37, 0, "Symbolic link not allowed or link target not accessible: " + path);
        }
    }

    /// Refuses symbolic links that Options doesn't let a request follow. What counts for a link is Options of the directory it lies
    /// in, not of the one it leads to: who may write below a directory without FollowSymLinks can't get out of it by a link. Opening
    /// the file obeys the same rule again, so that a link put in place after this look changes nothing.
    ///
    /// Nothing is looked at where every directory on the way has FollowSymLinks.
    /// @param beside whether this is a look at a file beside the request's own, such as an entry of a listing: one that leads nowhere
    ///     is simply not there then
    void checkLinks(Request request, boolean beside) throws HttpException, IOException {
        FilePath mapped = request.file();
        if (mapped == null) {
            return;
        }
        if (request.fileStatus() == null) {
            if (!beside) {
                refuseDangling(request, mapped.text());
            }
            return;
        }
        boolean patterns = patternsSetOptions(request.host());
        LinkRules rules = patterns ? withPatterns(request, mapped.text()) : request.linkRules();
        request.linkRules(rules);
        if (rules == null) {
            return;
        }
        String path = mapped.text();
        int start = 0;
        for (int end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
            Options options = LinkRules.at(rules, start);
            if (!options.has(Options.FOLLOW_SYM_LINKS)) {
                checkLink(request, end < 0 ? path : path.substring(0, end), options);
            }
            if (end < 0 || end == path.length() - 1) {
                return;
            }
            start = end;
        }
    }

    private void checkLink(Request request, String path, Options options) throws HttpException, IOException {
        FileStatus link = files.lstat(path);
        if (link != null && link.isLink() && !followable(path, link, options)) {
            throw forbidden(request, 37, 0, "Symbolic link not allowed or link target not accessible: " + path);
        }
    }

    private boolean followable(String path, FileStatus link, Options options) throws IOException {
        FileStatus target = options.has(Options.SYM_LINKS_IF_OWNER_MATCH) ? files.stat(path) : null;
        return target != null && target.uid() == link.uid();
    }

    /// Whether a host's sections with patterns say something of links. They are merged after all others, so the section walk can't know
    /// while it goes along the path.
    private boolean patternsSetOptions(VirtualHost host) {
        if (host.directoryMatches().isEmpty()) {
            return false;
        }
        Boolean known = withPatterns.get(host);
        if (known == null) {
            known = host.directoryMatches().stream().anyMatch(section -> section.settings().sets(DirectorySettings.OPTIONS));
            var more = new IdentityHashMap<>(withPatterns);
            more.put(host, known);
            withPatterns = more;
        }
        return known;
    }

    private static @Nullable LinkRules withPatterns(Request request, String path) {
        LinkRules rules = null;
        for (int end = 0; end >= 0; end = path.indexOf('/', end + 1)) {
            Options options = LinkRules.at(request.linkRules(), end);
            rules = LinkRules.and(rules, end, withPatterns(options, request, path.substring(0, end + 1)));
        }
        return rules;
    }

    /// @param folder with a slash at its end
    private static Options withPatterns(Options outer, Request request, String folder) {
        Options options = outer;
        for (Section section : request.host().directoryMatches()) {
            if (section.settings().sets(DirectorySettings.OPTIONS)
                    && section.matches().test(request, folder)) {
                options = Options.merge(options, section.settings().get(DirectorySettings.OPTIONS));
            }
        }
        return options;
    }

    private static HttpException forbidden(Request request, int number, int errno, String message) {
        if (errno == 0) {
            request.log().error("core", number, message);
        } else {
            request.log().writeFailure(LogLevel.ERROR, "core", number, errno, message);
        }
        return new HttpException(FORBIDDEN, "");
    }
}
