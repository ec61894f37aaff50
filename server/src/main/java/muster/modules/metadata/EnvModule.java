package muster.modules.metadata;

import muster.config.Arguments;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;

/// mod_env: environment variables that the configuration gives to programs, pages and logs.
///
/// They are set in the fixups, after access control and rewriting have had their look: SetEnvIf is for what comes before.
public final class EnvModule implements Module {
    private static final int UNDEFINED = 1506;

    private static final ConfigSlot<EnvSettings> SLOT =
            ConfigSlot.directory("SetEnv", EnvSettings.UNSET, EnvSettings::merge);

    @Override
    public String name() {
        return "env_module";
    }

    @Override
    public String file() {
        return "mod_env.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(directive("SetEnv", Takes.ONE_OR_TWO, "an environment variable name and optional value to pass to CGI.")
                .sets(SLOT, (before, line) -> before.setting(line.text(0), line.count() > 1 ? line.text(1) : "")));
        registry.directive(directive("PassEnv", Takes.EACH, "a list of environment variables to pass to CGI.")
                .sets(SLOT, EnvModule::pass));
        registry.directive(directive("UnsetEnv", Takes.EACH, "a list of variables to remove from the CGI environment.")
                .sets(SLOT, (before, line) -> before.unsetting(line.text(0))));
        registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, EnvModule::fixup);
    }

    private static DirectiveType.Builder directive(String name, Takes takes, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .takes(takes)
                .means(meaning);
    }

    private static EnvSettings pass(EnvSettings before, Arguments line) {
        String name = line.text(0);
        String value = System.getenv(name);
        if (value == null) {
            line.warn(UNDEFINED, "PassEnv variable " + name + " was undefined");
            return before;
        }
        return before.setting(name, value);
    }

    private static Verdict fixup(Request request) {
        EnvSettings settings = request.get(SLOT);
        if (settings != EnvSettings.UNSET) {
            settings.applyTo(request.environment());
        }
        return Verdict.OK;
    }
}
