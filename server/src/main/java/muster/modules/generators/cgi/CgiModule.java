package muster.modules.generators.cgi;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.Durations;
import muster.core.Module;
import muster.core.Registry;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_cgi and mod_cgid: programs that are started for each request. There is no daemon between: starting a process costs the same
/// whatever the size of the server's own.
public final class CgiModule implements Module {
    private static final String MAGIC_TYPE = "application/x-httpd-cgi";

    private final CgiKind kind;

    private CgiModule(CgiKind kind) {
        this.kind = kind;
    }

    public static Module cgi() {
        return new CgiModule(CgiKind.CGI);
    }

    public static Module cgid() {
        return new CgiModule(CgiKind.CGID);
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public String file() {
        return kind.file();
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("ScriptLog")
                .in(SERVER, VIRTUAL_HOST)
                .means("the name of a log for script debugging info")
                .sets(CgiSettings.LOG, (before, words) ->
                        new CgiSettings(words.path(0), before.most(), before.buffer())));
        registry.directive(DirectiveType.named("ScriptLogLength")
                .in(SERVER, VIRTUAL_HOST)
                .means("the maximum length (in bytes) of the script debug log")
                .sets(CgiSettings.LOG, (before, words) ->
                        new CgiSettings(before.path(), number(words.text(0)), before.buffer())));
        registry.directive(DirectiveType.named("ScriptLogBuffer")
                .in(SERVER, VIRTUAL_HOST)
                .means("the maximum size (in bytes) to record of a POST request")
                .sets(CgiSettings.LOG, (before, words) -> new CgiSettings(
                        before.path(), before.most(), Math.clamp(number(words.text(0)), 0, Integer.MAX_VALUE))));
        registry.directive(DirectiveType.named(kind.timeout())
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .means("The amount of time to wait between successful reads from the CGI script, in seconds.")
                .sets(CgiSettings.TIMEOUT, (_, words) -> timeout(words)));
        if (kind == CgiKind.CGID) {
            // There is no daemon to be reached by a socket.
            registry.directive(DirectiveType.named("ScriptSock")
                    .in(SERVER)
                    .means("the name of the socket to use for communication with the cgi daemon.")
                    .sets(CgiSettings.LOG, (before, _) -> before));
        }
        var handler = new CgiHandler(kind);
        registry.handler("cgi-script", handler);
        registry.handler(MAGIC_TYPE, handler);
    }

    private static int timeout(Arguments words) throws ConfigException {
        return Durations.millis(words, 0);
    }

    /// As `atol(3)` reads it, which is what httpd asks.
    private static long number(String text) {
        String digits = text.replaceFirst("^([+-]?\\d{0,18}).*", "$1");
        return digits.matches("[+-]?\\d+") ? Long.parseLong(digits) : 0;
    }
}
