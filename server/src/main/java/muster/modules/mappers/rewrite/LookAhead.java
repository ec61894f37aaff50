package muster.modules.mappers.rewrite;

import java.io.IOException;
import muster.core.FilePath;
import muster.core.Request;
import muster.core.RequestProcessor;
import muster.core.UrlPath;
import org.jspecify.annotations.Nullable;

/// `%{LA-U:VARIABLE}` and `%{LA-F:VARIABLE}`: what a variable would hold for the URL or file that a request has been rewritten to so far.
/// This is how a rule of a host sees REMOTE_USER, which is known only later.
///
/// @param ofFile whether the target is a file, not a URL
/// @param name of the variable
record LookAhead(boolean ofFile, String name, RewriteVariable variable) implements RewriteVariable {
    @Override
    public @Nullable String of(Rewriting at, Request request) {
        if (!mayLookUp(request)) {
            return null;
        }
        String uri = at.uri();
        // A rule of a section sees only what is below it; an absolute result can't be told to be a file, so it counts as a URL.
        String target = at.directory() == null || uri.startsWith("/") ? uri : (ofFile ? at.directory() : at.base()) + uri;
        boolean asFile = ofFile && (at.directory() == null || !uri.startsWith("/"));
        try {
            RequestProcessor processor = request.server().processor();
            Request found = asFile
                    ? file(at, target)
                    : processor.lookUp(request, target);
            String value = variable.of(at, found);
            String text = value == null ? "" : value;
            at.traceHere(5, "lookahead: path=" + target + " var=" + name + " -> val=" + text);
            return text;
        } catch (IOException failed) {
            return null;
        }
    }

    /// Looks a file up. One in the same folder as what the request has come to has a URL that is known, too.
    static Request file(Rewriting at, String path) throws IOException {
        Request request = at.request();
        String beside = folder(at.text());
        boolean near = !beside.isEmpty() && path.startsWith(beside) && path.indexOf('/', beside.length()) < 0;
        String url = near ? folder(request.path().text()) + path.substring(beside.length()) : "";
        return request.server().processor().lookUpPath(request, new FilePath(path, "/"), new UrlPath(url));
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /// A subrequest for the same URL would ask again, and so on.
    static boolean mayLookUp(Request request) {
        Request main = request.main();
        return main == null || !main.path().equals(request.path());
    }
}
