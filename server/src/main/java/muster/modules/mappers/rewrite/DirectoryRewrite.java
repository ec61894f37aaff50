package muster.modules.mappers.rewrite;

import java.io.IOException;
import muster.core.DirectorySettings;
import muster.core.Options;
import muster.core.PhasedProcessor;
import muster.core.Request;
import muster.core.ServerSettings;
import muster.core.Verdict;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Applies the rules of sections and `.htaccess` files, when a request's file and settings are known. What they come to is a URL again:
/// the request starts anew with it.
final class DirectoryRewrite {
    /// The handler that starts it anew.
    static final String HANDLER = "redirect-handler";

    /// The note with the URL for that handler.
    private static final String URL = "rewrite-redirect";
    private static final String PROXY = "proxy:";
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int LINKS_FORBIDDEN = 670;
    private static final int NO_PROXY = 10160;
    private static final int UNCLEAN_QUERY = 10411;

    private final RulesOfHosts hosts;

    DirectoryRewrite(RulesOfHosts hosts) {
        this.hosts = hosts;
    }

    Verdict fixUp(Request request) throws HttpException, IOException {
        RewriteSettings settings = request.get(RewriteSettings.SLOT);
        DirectoryRules section = settings.section();
        if (!section.isOn() || section.path() == null || isFolderWithoutSlash(request, section)) {
            return Verdict.DECLINED;
        }
        if (RuleList.isEnded(request)) {
            new Rewriting(request, settings.host(), section, "")
                    .traceHere(8, "Declining, no further rewriting due to END flag");
            return Verdict.DECLINED;
        }
        checkLinks(request);
        boolean hasFile = request.file() != null || request.proxyUrl() != null;
        String name = request.fileName();
        var at = new Rewriting(request, hosts.of(request, settings.host()), section, name);
        if (!hasFile) {
            at.traceHere(2, "init rewrite engine with requested uri " + name);
        }
        RuleList.Result result = section.rules().run(at);
        if (result == RuleList.Result.UNCHANGED) {
            at.traceHere(1, "pass through " + name);
            return Verdict.DECLINED;
        }
        return conclude(at, section, result, hasFile ? name : null);
    }

    /// A folder asked for without its slash isn't entered yet: mod_dir sends the client to the right URL first.
    private static boolean isFolderWithoutSlash(Request request, DirectoryRules section) {
        if (request.proxyUrl() != null || section.has(RewriteOptions.ALLOW_NO_SLASH)) {
            return false;
        }
        String name = request.fileName();
        String directory = section.directory();
        return name.length() == directory.length() - 1 && directory.startsWith(name);
    }

    /// Who may not follow links may not lead requests elsewhere either.
    private static void checkLinks(Request request) throws HttpException {
        Options options = request.get(DirectorySettings.OPTIONS);
        if (options.has(Options.FOLLOW_SYM_LINKS) || options.has(Options.SYM_LINKS_IF_OWNER_MATCH)) {
            return;
        }
        request.log()
                .error(
                        Trace.MODULE,
                        LINKS_FORBIDDEN,
                        "Options FollowSymLinks and SymLinksIfOwnerMatch are both off, so the RewriteRule directive is also"
                                + " forbidden due to its similar ability to circumvent directory restrictions : "
                                + request.fileName());
        throw new HttpException(FORBIDDEN, "");
    }

    /// @param original the file's path before the rules; null if there was none
    private static Verdict conclude(
            Rewriting at, DirectoryRules section, RuleList.Result result, @Nullable String original)
            throws HttpException {
        Request request = at.request();
        String originalQuery = request.query();
        request.query(at.query());
        request.pathInfo(at.pathInfo());
        if (result == RuleList.Result.ANSWERED) {
            throw Refusals.answer(at);
        }
        boolean asIs = result == RuleList.Result.CHANGED_AS_IS;
        boolean proxied = at.isForProxy() || at.isProxied() && at.text().startsWith(PROXY);
        boolean absolute = !proxied && result != RuleList.Result.PASSED_THROUGH && Scheme.length(at.text()) > 0;
        Refusals.checkQuery(at, absolute && !asIs, UNCLEAN_QUERY);
        if (proxied) {
            String url = at.isForProxy() ? at.text() : at.text().substring(PROXY.length());
            return Refusals.proxy(at, url, asIs, NO_PROXY);
        }
        if (absolute) {
            baseOfUrl(at, section);
            throw RedirectUrl.to(at, originalQuery, asIs);
        }
        if (!at.text().startsWith("/")) {
            throw new HttpException(BAD_REQUEST, "");
        }
        if (at.text().equals(original)) {
            at.traceHere(1, "initial URL equal rewritten URL: " + original + " [IGNORING REWRITE]");
            return Verdict.OK;
        }
        String url = url(at, section);
        at.traceHere(1, "internal redirect with " + url + " [INTERNAL REDIRECT]");
        String query = at.query();
        request.notes().set(PhasedProcessor.KEEPS_VARY, "");
        request.notes().set(URL, query == null ? url : url + "?" + query);
        request.showFileName("redirect:" + url); // what fixups after this one see in httpd
        request.handler(HANDLER);
        return Verdict.OK;
    }

    /// A redirect with a relative substitution holds the directory's path where RewriteBase belongs.
    private static void baseOfUrl(Rewriting at, DirectoryRules section) {
        String base = section.base();
        String text = at.text();
        int slash = text.indexOf('/', Scheme.length(text));
        if (base == null || slash < 0 || slash + 1 == text.length()) {
            return;
        }
        String directory = section.directory();
        at.traceHere(2, "trying to replace prefix " + directory + " with " + base);
        String path = text.substring(slash + 1);
        String prefix = directory.startsWith("/") ? directory.substring(1) : directory;
        at.text(text.substring(0, slash + 1) + replacePrefix(at, path, prefix, base.substring(1)));
    }

    /// The URL that leads to where the rules have led: RewriteBase instead of the directory's path, nothing instead of
    /// DocumentRoot, or what an Alias has for the folder.
    private static String url(Rewriting at, DirectoryRules section) {
        String text = at.text();
        String directory = section.directory();
        String base = section.base();
        String url;
        if (base != null) {
            at.traceHere(2, "trying to replace prefix " + directory + " with " + base);
            url = replacePrefix(at, text, directory, base);
        } else {
            url = withoutDocumentRoot(at, text);
        }
        if (!url.equals(text) || section.has(RewriteOptions.IGNORE_CONTEXT_INFO)) {
            return url;
        }
        String root = at.request().contextRoot();
        String prefix = at.request().contextPrefix();
        at.traceHere(2, "trying to replace context docroot " + root + " with context prefix " + prefix);
        return replacePrefix(at, text, root, prefix);
    }

    private static String withoutDocumentRoot(Rewriting at, String text) {
        String root = at.request().documentRoot();
        int length = root.endsWith("/") ? root.length() - 1 : root.length();
        if (!text.startsWith(root.substring(0, length)) || text.length() <= length || text.charAt(length) != '/') {
            return text;
        }
        String url = text.substring(length);
        at.traceHere(2, "strip document_root prefix: " + text + " -> " + url);
        return url;
    }

    /// The text with another prefix, if it has the one (httpd's `subst_prefix_path`).
    private static String replacePrefix(Rewriting at, String text, String prefix, String by) {
        int length = prefix.endsWith("/") ? prefix.length() - 1 : prefix.length();
        if (!text.startsWith(prefix.substring(0, length)) || text.length() <= length || text.charAt(length) != '/') {
            return text;
        }
        String rest = text.substring(length + 1);
        at.trace(5, "strip matching prefix: " + text + " -> " + rest);
        String result = by.isEmpty() || by.endsWith("/") ? by + rest : by + "/" + rest;
        at.trace(4, "add subst prefix: " + rest + " -> " + result);
        return result;
    }

    /// Starts the request anew.
    static Verdict redirect(Request request) throws IOException {
        String url = request.notes().get(URL);
        if (url == null) {
            return Verdict.DECLINED;
        }
        request.server().processor().redirectInternally(request, url);
        return Verdict.OK;
    }
}
