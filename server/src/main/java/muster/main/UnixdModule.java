package muster.main;

import muster.config.Context;
import muster.config.DirectiveType;
import muster.core.Module;
import muster.core.Registry;
import muster.mpm.MpmDirectives;
import muster.mpm.MpmSettings;

/// `mod_unixd`: who the children are, and how many. It stands here because only the parent and the start look at what it sets.
final class UnixdModule implements Module {
    @Override
    public String name() {
        return "unixd_module";
    }

    @Override
    public String file() {
        return "mod_unixd.c";
    }

    @Override
    public void register(Registry registry) {
        MpmDirectives.all().forEach(registry::directive);
        registry.directive(DirectiveType.named("User")
                .in(Context.SERVER)
                .means("Effective user id for this server")
                .sets(MpmSettings.USER, (_, words) -> words.text(0)));
        registry.directive(DirectiveType.named("Group")
                .in(Context.SERVER)
                .means("Effective group id for this server")
                .sets(MpmSettings.GROUP, (_, words) -> words.text(0)));
    }
}
