package muster.core.script;

import java.io.IOException;
import muster.core.ClientConnection;
import muster.core.DirectorySettings;
import muster.core.Environment;
import muster.core.FilePath;
import muster.core.Html;
import muster.core.RemoteHost;
import muster.core.Request;
import muster.core.ServerNames;
import muster.core.ServerSettings;
import muster.core.ServerSignature;
import muster.http.HeaderFields;
import muster.http.UriEscape;
import muster.io.Addresses;
import org.jspecify.annotations.Nullable;

/// The variables that a program is told about its request (RFC 3875 §4.1, and what httpd adds), put into the request's environment.
///
/// What is computed here wins over SetEnv and its kin: a variable that a program decides by can't be made to lie.
public final class ScriptVariables {
    private static final String DEFAULT_PATH = "/bin:/usr/bin:/usr/ucb:/usr/bsd:/usr/local/bin";

    private ScriptVariables() {}

    /// Everything about the request: [#addCommon] and [#addCgi].
    public static void addTo(Request request) throws IOException {
        addCommon(request);
        addCgi(request);
    }

    /// What any program or page may want to know (httpd's `ap_add_common_vars`).
    public static void addCommon(Request request) throws IOException {
        Environment into = request.environment();
        addHeaders(request, into);
        addProcess(into);
        addServer(request, into);
        addClient(request, into);
        addMapping(request, into);
        addRedirect(request, into);
    }

    private static void addHeaders(Request request, Environment into) {
        HeaderFields fields = request.headers();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            if (fields.indexOf(name, 0) < i) {
                continue; // the first of this name has told them all
            }
            String variable = HeaderVariables.name(name);
            if (variable == null || HeaderVariables.isSecret(variable) && !request.get(DirectorySettings.CGI_PASS_AUTH)) {
                continue;
            }
            String value = fields.indexOf(name, i + 1) < 0 ? fields.value(i) : fields.joined(name);
            into.set(variable, value == null ? "" : value);
        }
    }

    private static void addProcess(Environment into) {
        if (!into.has("PATH")) {
            into.set("PATH", System.getenv().getOrDefault("PATH", DEFAULT_PATH));
        }
        String libraries = System.getenv("LD_LIBRARY_PATH");
        if (libraries != null) {
            into.set("LD_LIBRARY_PATH", libraries);
        }
    }

    private static void addServer(Request request, Environment into) {
        into.set("SERVER_SIGNATURE", ServerSignature.of(request, ""));
        into.set("SERVER_SOFTWARE", request.server().banner());
        into.set("SERVER_NAME", Html.escape(ServerNames.nameForUrl(request)));
        into.set("SERVER_ADDR", Addresses.text(request.connection().local().getAddress()));
        into.set("SERVER_PORT", Integer.toString(ServerNames.port(request)));
        into.set("SERVER_ADMIN", request.host().settings().get(ServerSettings.SERVER_ADMIN));
    }

    private static void addClient(Request request, Environment into) throws IOException {
        ClientConnection connection = request.connection();
        String name = RemoteHost.name(request);
        if (name != null) {
            into.set("REMOTE_HOST", name);
        }
        into.set("REMOTE_ADDR", Addresses.text(request.client()));
        into.set("REMOTE_PORT", Integer.toString(connection.transport().remote().getPort()));
        if (request.user() != null) {
            into.set("REMOTE_USER", request.user());
        } else {
            String before = userBefore(request);
            if (before != null) {
                into.set("REDIRECT_REMOTE_USER", before);
            }
        }
        if (request.authType() != null) {
            into.set("AUTH_TYPE", request.authType());
        }
    }

    /// Who had logged in before the request was redirected internally.
    private static @Nullable String userBefore(Request request) {
        for (Request before = request.previous(); before != null; before = before.previous()) {
            if (before.user() != null) {
                return before.user();
            }
        }
        return null;
    }

    private static void addMapping(Request request, Environment into) {
        FilePath file = request.file();
        into.set("DOCUMENT_ROOT", request.documentRoot());
        into.set("REQUEST_SCHEME", ServerNames.scheme(request));
        into.set("CONTEXT_PREFIX", request.contextPrefix());
        into.set("CONTEXT_DOCUMENT_ROOT", request.contextRoot());
        into.set("SCRIPT_FILENAME", file == null ? request.path().text() : file.text());
    }

    private static void addRedirect(Request request, Environment into) {
        Request before = request.previous();
        if (before == null) {
            return;
        }
        if (before.query() != null) {
            into.set("REDIRECT_QUERY_STRING", before.query());
        }
        into.set(
                "REDIRECT_URL",
                request.get(DirectorySettings.QUALIFY_REDIRECT_URL)
                        ? ServerNames.url(request, target(before))
                        : before.path().text());
    }

    /// What a request was for, with its query, as a client would write it.
    private static String target(Request request) {
        if (request.previous() == null && request.target().startsWith("/")) {
            return request.target();
        }
        String path = UriEscape.path(request.path().text());
        return request.query() == null ? path : path + "?" + request.query();
    }

    /// What RFC 3875 asks for beyond that (httpd's `ap_add_cgi_vars`).
    public static void addCgi(Request request) throws IOException {
        Environment into = request.environment();
        into.set("GATEWAY_INTERFACE", "CGI/1.1");
        into.set("SERVER_PROTOCOL", request.protocolText());
        into.set("REQUEST_METHOD", request.method());
        into.set("QUERY_STRING", request.query() == null ? "" : request.query());
        into.set("REQUEST_URI", requestUri(request));
        String url = request.path().text();
        String pathInfo = request.pathInfo();
        if (pathInfo.isEmpty()) {
            into.set("SCRIPT_NAME", url);
            return;
        }
        into.set("SCRIPT_NAME", request.main() != null ? url : url.substring(0, pathInfoStart(url, pathInfo)));
        into.set("PATH_INFO", pathInfo);
        Request translated = request.server().processor().lookUp(request, UriEscape.path(pathInfo));
        FilePath file = translated.file();
        if (file != null) {
            into.set("PATH_TRANSLATED", file.text() + translated.pathInfo());
        }
    }

    /// `CGIVar REQUEST_URI current-uri` shows the path after rewriting and redirects, decoded and without its query, as httpd has it;
    /// otherwise it is what the client sent.
    private static String requestUri(Request request) {
        boolean current = "current-uri".equals(request.get(DirectorySettings.CGI_VARIABLES).get("REQUEST_URI"));
        return current ? request.path().text() : request.target();
    }

    /// Where in a URL path the path info starts: the two agree from the end as far as they can, for slashes may have been merged and
    /// names changed on the way.
    static int pathInfoStart(String url, String pathInfo) {
        int at = url.length() - 1;
        int info = pathInfo.length() - 1;
        while (at >= 0 && info >= 0 && url.charAt(at) == pathInfo.charAt(info)) {
            if (pathInfo.charAt(info) == '/') {
                while (at > 0 && url.charAt(at - 1) == '/') {
                    at--;
                }
            }
            at--;
            info--;
        }
        at = Math.max(at, 0);
        while (at < url.length() && url.charAt(at) != '/') {
            at++;
        }
        return at;
    }
}
