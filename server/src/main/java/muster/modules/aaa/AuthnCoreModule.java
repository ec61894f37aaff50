package muster.modules.aaa;

import muster.config.Arguments;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.AccessControl;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;

import static muster.config.Context.DIRECTORY;
import static muster.config.OverrideClass.AUTH_CONFIG;

/// mod_authn_core: `AuthType` and `AuthName`, which the modules that authenticate have in common. An AuthType that no loaded module
/// carries out is answered 500: nobody gets in by a mistake.
public final class AuthnCoreModule implements Module {
    /// `AuthName`: the realm, as browsers show it; empty where nothing is said.
    public static final ConfigSlot<String> AUTH_NAME = ConfigSlot.directoryValue("AuthName", "");

    private static final int INTERNAL_ERROR = 500;

    @Override
    public String name() {
        return "authn_core_module";
    }

    @Override
    public String file() {
        return "mod_authn_core.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("AuthType")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.ONE)
                .means("the authentication type (e.g., \"Basic\")")
                .sets(AccessControl.AUTH_TYPE, (_, line) -> type(line)));
        registry.directive(DirectiveType.named("AuthName")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.ONE)
                .means("the authentication realm (e.g. \"Members Only\")")
                .sets(AUTH_NAME, (_, line) -> line.text(0)));
        registry.hook(Phase.CHECK_USER_ID, Hook.Place.LAST, AuthnCoreModule::nobodyAuthenticates);
    }

    /// `None` switches authentication off below a directory that has it.
    private static String type(Arguments line) {
        String type = line.text(0);
        return type.equalsIgnoreCase("None") ? "" : type;
    }

    private static Verdict nobodyAuthenticates(Request request) throws HttpException {
        String type = request.get(AccessControl.AUTH_TYPE);
        if (type.isEmpty()) {
            return Verdict.DECLINED;
        }
        request.log().error("authn_core", 1796, "AuthType " + type + " configured without corresponding module");
        throw new HttpException(INTERNAL_ERROR, "");
    }
}
