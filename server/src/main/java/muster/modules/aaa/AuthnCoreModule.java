package muster.modules.aaa;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Words;
import muster.core.Authentication;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestText;
import muster.core.Verdict;
import muster.expr.ExpressionException;
import muster.http.HttpException;
import muster.modules.aaa.authn.AliasedProvider;
import muster.modules.aaa.authn.AuthnProvider;

/// mod_authn_core: `AuthType` and `AuthName`, which the modules that authenticate have in common, and other names for their providers. An
/// AuthType that no loaded module carries out is answered 500: nobody gets in by a mistake.
public final class AuthnCoreModule implements Module {
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
        text(registry, Authentication.TYPE, "an HTTP authorization type (e.g., \"Basic\")");
        text(registry, Authentication.NAME, "The authentication realm (e.g. \"Members Only\")");
        registry.directive(DirectiveType.named("<AuthnProviderAlias")
                .in(SERVER)
                .isolated(AUTH_CONFIG)
                .takes(Takes.RAW)
                .means("container for grouping an authentication provider's directives under a provider alias")
                .sets(Authentication.TYPE, (before, line) -> alias(before, line, registry)));
        registry.hook(Phase.CHECK_USER_ID, Hook.Place.LAST, AuthnCoreModule::nobodyAuthenticates);
    }

    private static void text(Registry registry, ConfigSlot<RequestText> slot, String meaning) {
        registry.directive(DirectiveType.named(slot.toString())
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.ONE)
                .means(meaning)
                .sets(slot, (_, line) -> text(line, registry)));
    }

    private static RequestText text(Arguments line, Registry registry) throws ConfigException {
        String text = line.text(0);
        try {
            return RequestText.compile(text, line, registry);
        } catch (ExpressionException wrong) {
            throw line.wrong("Cannot parse expression '" + text + "' in " + line.directive() + ": " + wrong.getMessage());
        }
    }

    /// The alias is one more provider, known from here on; the directives in its section hold while it is asked.
    private static RequestText alias(RequestText before, Arguments line, Registry registry) throws ConfigException {
        List<String> words = Words.of(line.raw());
        if (words.size() < 2) {
            throw line.wrong("<AuthnProviderAlias> directive requires additional arguments");
        }
        String name = words.get(0);
        String alias = words.get(1);
        if (name.equalsIgnoreCase(alias)) {
            throw line.wrong("The alias provider name must be different from the base provider name.");
        }
        if (registry.provider(AuthnProvider.class, alias) != null) {
            throw line.wrong("The alias provider " + alias
                    + " has already be registered previously as either a base provider or an alias provider.");
        }
        AuthnProvider provider = registry.provider(AuthnProvider.class, name);
        if (provider == null) {
            throw line.wrong("Unknown Authn provider: " + name);
        }
        registry.provider(AuthnProvider.class, alias, new AliasedProvider(provider, line.body()));
        return before;
    }

    private static Verdict nobodyAuthenticates(Request request) throws HttpException {
        String type = Authentication.type(request);
        if (type == null) {
            return Verdict.OK;
        }
        request.log().error("authn_core", 1796, "AuthType " + type + " configured without corresponding module");
        throw new HttpException(INTERNAL_ERROR, "");
    }
}
