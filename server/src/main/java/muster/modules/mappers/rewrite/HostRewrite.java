package muster.modules.mappers.rewrite;

import java.io.IOException;
import muster.core.Environment;
import muster.core.Request;
import muster.core.ServerNames;
import muster.core.UrlPath;
import muster.core.Verdict;
import muster.http.HttpException;

/// Applies the rules at the top of a server or virtual host, before a URL is mapped to a file.
final class HostRewrite {
    private static final String SCRIPT_URL = "SCRIPT_URL";
    private static final int NO_PROXY = 669;
    private static final int UNCLEAN_QUERY = 10410;

    private final RulesOfHosts hosts;

    HostRewrite(RulesOfHosts hosts) {
        this.hosts = hosts;
    }

    Verdict translate(Request request) throws HttpException, IOException {
        RewriteSettings settings = request.get(RewriteSettings.SLOT);
        if (!settings.section().isOn()) {
            return Verdict.DECLINED;
        }
        HostRules host = hosts.of(request, settings.host());
        if (!host.said()) {
            return Verdict.DECLINED;
        }
        String path = request.path().text();
        var at = new Rewriting(request, host, null, path);
        if (RuleList.isEnded(request)) {
            at.trace(8, "Declining, no further rewriting due to END flag");
            return Verdict.DECLINED;
        }
        boolean isPath = path.startsWith("/") && !request.target().equals("*");
        if (!isPath && !settings.section().has(RewriteOptions.ALLOW_ANY_URI)) {
            at.trace(
                    8,
                    "Declining, request-URI '" + path
                            + "' is not a URL-path. Consult the manual entry for the RewriteOptions directive for options and"
                            + " caveats about matching other strings.");
            return Verdict.DECLINED;
        }
        rememberUrl(request);
        at.trace(2, "init rewrite engine with requested uri " + path);
        return conclude(at, host.rules().run(at));
    }

    /// `SCRIPT_URL` and `SCRIPT_URI`: what was asked for before anything was rewritten.
    private static void rememberUrl(Request request) {
        Environment environment = request.environment();
        String url;
        Request main = request.main();
        if (main == null) {
            String before = environment.get("REDIRECT_" + SCRIPT_URL);
            url = before == null ? request.path().text() : before;
        } else {
            url = main.environment().get(SCRIPT_URL);
        }
        if (url == null) {
            environment.unset(SCRIPT_URL);
        } else {
            environment.set(SCRIPT_URL, url);
        }
        environment.set("SCRIPT_URI", ServerNames.url(request, url == null ? "" : url));
    }

    private static Verdict conclude(Rewriting at, RuleList.Result result) throws HttpException {
        Request request = at.request();
        String original = request.query();
        request.query(at.query());
        if (result == RuleList.Result.UNCHANGED) {
            at.trace(1, "pass through " + at.text());
            return Verdict.DECLINED;
        }
        if (result == RuleList.Result.ANSWERED) {
            throw Refusals.answer(at);
        }
        boolean asIs = result == RuleList.Result.CHANGED_AS_IS;
        boolean proxied = at.isForProxy();
        boolean absolute = !proxied && Scheme.length(at.text()) > 0;
        Refusals.checkQuery(at, absolute && !asIs, UNCLEAN_QUERY);
        if (result == RuleList.Result.PASSED_THROUGH) {
            // What is no path is refused by whoever maps it.
            String text = at.text();
            request.path(new UrlPath(text.startsWith("/") ? LocalFile.resolved(request, text) : text));
            return Verdict.DECLINED;
        }
        if (proxied) {
            return Refusals.proxy(at, at.text(), asIs, NO_PROXY);
        }
        if (absolute) {
            throw RedirectUrl.to(at, original, asIs);
        }
        request.file(LocalFile.of(at));
        return Verdict.OK;
    }
}
