package muster.modules.proxy;

import java.util.List;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.ProxyUrl;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Section;
import muster.core.Verdict;
import muster.http.HttpException;

/// mod_proxy: finds the requests that backends answer, and hands each to the scheme of its backend's URL.
public final class ProxyModule implements Module {
    static final String HANDLER = "proxy-server";
    /// What `SetHandler "proxy:fcgi://..."` is registered under.
    static final String PREFIX = "proxy:";

    @Override
    public String name() {
        return "proxy_module";
    }

    @Override
    public String file() {
        return "mod_proxy.c";
    }

    @Override
    public void register(Registry registry) {
        ProxyDirectives.all().forEach(registry::directive);
        ReverseDirectives.all().forEach(registry::directive);
        var handler = new ProxyHandler(registry);
        registry.hook(Phase.TRANSLATE_NAME, Hook.Place.FIRST, ProxyModule::translate);
        registry.hook(Phase.MAP_TO_STORAGE, Hook.Place.FIRST, ProxyModule::sections);
        registry.hook(Phase.FIXUPS, Hook.Place.FIRST, handler::canonicalize);
        registry.handler(HANDLER, handler::serve);
        registry.handler(PREFIX, handler::serveNamed);
    }

    /// A Location's own line counts most; then the lines of the server, in their order.
    private static Verdict translate(Request request) {
        if (!request.path().text().startsWith("/")) {
            return Verdict.DECLINED;
        }
        ProxySettings settings = request.get(ProxySettings.SLOT);
        if (settings == ProxySettings.UNSET) {
            return Verdict.DECLINED;
        }
        Pass place = settings.place();
        if (place != null) {
            return passes(request, place) ? Verdict.OK : Verdict.DECLINED;
        }
        for (Pass pass : settings.passes()) {
            if (pass.keeps(request)) {
                return Verdict.DECLINED;
            }
            if (passes(request, pass)) {
                return Verdict.OK;
            }
        }
        return Verdict.DECLINED;
    }

    private static boolean passes(Request request, Pass pass) {
        ProxyUrl url = pass.url(request);
        if (url == null) {
            return false;
        }
        request.proxyUrl(url);
        request.handler(HANDLER);
        return true;
    }

    /// What isn't on this machine's disk has no directories; `<Proxy>` sections stand in their place.
    private static Verdict sections(Request request) throws HttpException {
        if (request.proxyUrl() == null) {
            return Verdict.DECLINED;
        }
        List<Section> sections = request.host().settings().get(ProxySettings.SLOT).sections();
        if (!sections.isEmpty()) {
            request.placeSections(sections.stream().filter(section -> section.matches().test(request, "")).toList());
        }
        return Verdict.OK;
    }
}
