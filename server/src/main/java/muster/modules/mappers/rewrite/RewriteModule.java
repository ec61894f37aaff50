package muster.modules.mappers.rewrite;

import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.core.VirtualHost;
import muster.io.SharedProgram;

/// mod_rewrite: rules for URLs, in servers, virtual hosts, sections and `.htaccess` files.
public final class RewriteModule implements Module {
    @Override
    public String name() {
        return "rewrite_module";
    }

    @Override
    public String file() {
        return "mod_rewrite.c";
    }

    @Override
    public void register(Registry registry) {
        var hosts = new RulesOfHosts();
        var host = new HostRewrite(hosts);
        var directory = new DirectoryRewrite(hosts);
        RewriteDirectives.all(registry).forEach(registry::directive);
        registry.hook(Phase.TRANSLATE_NAME, Hook.Place.FIRST, host::translate);
        registry.hook(Phase.FIXUPS, Hook.Place.FIRST, directory::fixUp);
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, RewriteModule::force);
        registry.handler(DirectoryRewrite.HANDLER, DirectoryRewrite::redirect);
        registry.configured((compiled, _, _) -> {
            wantPrograms(compiled.mainHost());
            compiled.virtualHosts().forEach(RewriteModule::wantPrograms);
        });
    }

    /// Programs of maps run only for hosts that rewrite.
    private static void wantPrograms(VirtualHost host) {
        RewriteSettings settings = host.settings().get(RewriteSettings.SLOT);
        if (settings.section().isOn()) {
            for (RewriteMap map : settings.host().maps().values()) {
                if (map instanceof ProgramMap(SharedProgram program)) {
                    program.want();
                }
            }
        }
    }

    /// Media type and handler that a rule wants ([Rule#TYPE], [Rule#HANDLER]).
    private static Verdict force(Request request) {
        String type = request.notes().get(Rule.TYPE);
        if (type != null) {
            say(request, "MIME-type", type);
            request.response().contentType(type);
        }
        String handler = request.notes().get(Rule.HANDLER);
        if (handler != null) {
            say(request, "the Content-handler", handler);
            request.handler(handler);
        }
        return Verdict.OK;
    }

    private static void say(Request request, String what, String value) {
        if (Trace.depth(request) > 0) {
            Trace.write(request, 1, null, "force filename " + request.fileName() + " to have " + what + " '" + value + "'");
        }
    }
}
