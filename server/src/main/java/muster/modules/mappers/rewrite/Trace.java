package muster.modules.mappers.rewrite;

import muster.core.Request;
import muster.core.ServerNames;
import muster.io.Addresses;
import muster.log.Log;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// `LogLevel rewrite:trace1` to `trace8`: what rules do, in httpd's words, which people and programs look for.
final class Trace {
    static final String MODULE = "rewrite";
    private static final int DEEPEST = 8;
    private static final LogLevel[] LEVELS = LogLevel.values();

    private Trace() {}

    /// How deep a request is traced, 0 to 8.
    static int depth(Request request) {
        Log log = request.log();
        int depth = 0;
        while (depth < DEEPEST && log.on(level(depth + 1), MODULE)) {
            depth++;
        }
        return depth;
    }

    private static LogLevel level(int number) {
        return LEVELS[LogLevel.DEBUG.ordinal() + number];
    }

    /// Who is asking, as which user, of which server; which request this is of those that belong together; then the message.
    /// @param directory for the rules of a section
    static void write(Request request, int level, @Nullable String directory, String message) {
        String user = request.user();
        int redirects = 0;
        for (Request before = request.previous(); before != null; before = before.previous()) {
            redirects++;
        }
        var line = new StringBuilder(160);
        line.append(Addresses.text(request.client())).append(" - ");
        line.append(user == null ? "-" : user.isEmpty() ? "\"\"" : user);
        line.append(" [").append(ServerNames.name(request)).append("/sid#");
        line.append(Integer.toHexString(System.identityHashCode(request.host()))).append("][rid#");
        line.append(Integer.toHexString(System.identityHashCode(request)));
        line.append(request.main() == null ? "/initial" : "/subreq");
        if (redirects > 0) {
            line.append("/redir#").append(redirects);
        }
        line.append("] ");
        if (directory != null) {
            line.append("[perdir ").append(directory).append("] ");
        }
        request.log().write(level(level), MODULE, 0, line.append(message).toString());
    }
}
