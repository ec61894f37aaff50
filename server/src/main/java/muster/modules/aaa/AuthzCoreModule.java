package muster.modules.aaa;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Settings;
import muster.config.Words;
import muster.core.AccessControl;
import muster.core.Authorization;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Requirement;
import muster.core.Verdict;
import muster.http.HttpException;

/// mod_authz_core: `Require` and the groups around it, decided before authentication where no user is needed, and after it where
/// one is.
public final class AuthzCoreModule implements Module {
    static final String SHORT_NAME = "authz_core";

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int INTERNAL_ERROR = 500;

    @Override
    public String name() {
        return "authz_core_module";
    }

    @Override
    public String file() {
        return "mod_authz_core.c";
    }

    @Override
    public void register(Registry registry) {
        BasicRequirements.register(registry);
        registry.directive(DirectiveType.named("Require")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.RAW)
                .means("specifies authorization directives which one must pass (or not) for a request to suceeed")
                .sets(AuthzConfig.SLOT, (before, line) -> before.plus(require(line, registry))));
        group(registry, "<RequireAll", Rule.Join.ALL, false);
        group(registry, "<RequireAny", Rule.Join.ANY, false);
        group(registry, "<RequireNone", Rule.Join.ANY, true);
        registry.directive(DirectiveType.named("AuthMerging")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.ONE)
                .means("controls how a <Directory>, <Location>, or similar directive's authorization directives are combined"
                        + " with those of its predecessor")
                .sets(AuthzConfig.SLOT, (before, line) -> before.with(merging(line))));
        registry.directive(DirectiveType.named("AuthzSendForbiddenOnFailure")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.FLAG)
                .means("Controls if an authorization failure should result in a '403 FORBIDDEN' response instead of the HTTP-conforming"
                        + " '401 UNAUTHORIZED'")
                .sets(AuthzConfig.SLOT, (before, line) -> before.sendingForbidden(line.flag(0))));
        registry.directive(DirectiveType.named("<AuthzProviderAlias")
                .in(SERVER)
                .isolated()
                .takes(Takes.RAW)
                .means("container for grouping an authorization provider's directives under a provider alias")
                .sets(AuthzConfig.SLOT, (before, line) -> alias(before, line, registry)));
        registry.hook(Phase.ACCESS_CHECKER_EX, Hook.Place.LAST, AuthzCoreModule::beforeLogin);
        registry.hook(Phase.AUTH_CHECKER, Hook.Place.LAST, AuthzCoreModule::afterLogin);
    }

    private static void group(Registry registry, String name, Rule.Join join, boolean negated) {
        registry.directive(DirectiveType.named(name)
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.RAW)
                .means(switch (join) {
                    case ALL -> "Container for grouping authorization directives that must all be fulfilled";
                    case ANY -> negated
                            ? "Container for grouping authorization directives none of which may be fulfilled"
                            : "Container for grouping authorization directives of which one must be fulfilled";
                })
                .sets(AuthzConfig.SLOT, (before, line) -> before.plus(group(line, join, negated))));
    }

    private static Rule require(Arguments line, Registry registry) throws ConfigException {
        var words = new Words(line.raw());
        String kind = words.next();
        boolean negated = kind.equalsIgnoreCase("not");
        if (negated) {
            kind = words.next();
            checkNegation(line, "negative Require");
        }
        var provider = registry.provider(Requirement.Kind.class, kind);
        if (provider == null) {
            throw line.wrong("Unknown Authz provider: " + kind);
        }
        String text = "Require " + (negated ? "not " : "") + kind + " " + words.rest();
        return new Rule.Line(provider.compile(words.rest(), line), negated, line.limit(), text.strip(), line.position());
    }

    private static Rule group(Arguments line, Rule.Join join, boolean negated) throws ConfigException {
        String name = line.directive() + ">";
        if (!line.raw().isBlank()) {
            throw line.wrong(name + " directive doesn't take additional arguments");
        }
        if (negated) {
            checkNegation(line, name);
        }
        List<Rule> members = line.body().get(AuthzConfig.SLOT).rules();
        if (members.isEmpty()) {
            throw line.wrong(name + " directive contains no authorization directives");
        }
        if (members.stream().allMatch(Rule::negated)) {
            throw line.wrong(name + " directive contains only negative authorization directives");
        }
        return new Rule.Group(join, negated, line.limit(), members, name, line.position());
    }

    /// Where one granting line is enough, a line that can only be neutral means nothing.
    private static void checkNegation(Arguments line, String what) throws ConfigException {
        String section = line.section();
        if (!section.equalsIgnoreCase("<RequireAll")) {
            boolean none = section.equalsIgnoreCase("<RequireNone");
            throw line.wrong(what + " directive has no effect in " + (none ? "<RequireNone>" : "<RequireAny>")
                    + " directive");
        }
    }

    private static AuthzConfig.Merging merging(Arguments line) throws ConfigException {
        return switch (line.text(0).toLowerCase(Locale.ROOT)) {
            case "off" -> AuthzConfig.Merging.OFF;
            case "and" -> AuthzConfig.Merging.AND;
            case "or" -> AuthzConfig.Merging.OR;
            default -> throw line.wrong("AuthMerging must be one of: Off | And | Or");
        };
    }

    /// The alias is one more kind of `Require`, known from here on; the directives in its section hold while it decides.
    private static AuthzConfig alias(AuthzConfig before, Arguments line, Registry registry) throws ConfigException {
        var words = new Words(line.raw());
        String kind = words.next();
        String alias = words.next();
        if (kind.isEmpty()) {
            throw line.wrong("<AuthzProviderAlias> directive requires additional arguments");
        }
        var provider = registry.provider(Requirement.Kind.class, kind);
        if (provider == null) {
            throw line.wrong("Unknown Authz provider: " + kind);
        }
        if (registry.provider(Requirement.Kind.class, alias) != null) {
            throw line.wrong("The alias provider " + alias
                    + " has already be registered previously as either a base provider or an alias provider.");
        }
        Settings settings = line.body();
        Requirement requirement = provider.compile(words.next(), line);
        Requirement aliased = request -> checkWith(settings, requirement, request);
        registry.provider(Requirement.Kind.class, alias, (_, _) -> aliased);
        return before;
    }

    private static Authorization checkWith(Settings settings, Requirement requirement, Request request)
            throws HttpException, IOException {
        Settings own = request.settings();
        request.settings(own.plus(settings));
        try {
            return requirement.check(request);
        } finally {
            request.settings(own);
        }
    }

    private static Verdict beforeLogin(Request request) throws HttpException, IOException {
        Rule.Group rules = request.get(AuthzConfig.SLOT).group();
        if (rules == null) {
            return withoutRules(request);
        }
        return switch (Rule.ask(rules, request, Rule.Join.ALL)) {
            case GRANTED -> Verdict.OK;
            case DENIED_NO_USER -> Verdict.DECLINED;
            case DENIED, NEUTRAL -> throw denied(request);
            case ERROR -> throw new HttpException(INTERNAL_ERROR, "");
        };
    }

    private static Verdict afterLogin(Request request) throws HttpException, IOException {
        var config = request.get(AuthzConfig.SLOT);
        Rule.Group rules = config.group();
        if (rules == null) {
            return Verdict.OK;
        }
        return switch (Rule.ask(rules, request, Rule.Join.ALL)) {
            case GRANTED -> Verdict.OK;
            case ERROR -> throw new HttpException(INTERNAL_ERROR, "");
            case DENIED, NEUTRAL, DENIED_NO_USER -> {
                if (request.get(AccessControl.AUTH_TYPE).isEmpty()) {
                    throw denied(request);
                }
                request.log()
                        .error(
                                SHORT_NAME,
                                1631,
                                "user " + request.user() + ": authorization failure for \"" + request.path() + "\": ");
                boolean forbid = Boolean.TRUE.equals(config.forbidden());
                throw new HttpException(forbid ? FORBIDDEN : UNAUTHORIZED, "");
            }
        };
    }

    private static HttpException denied(Request request) {
        var file = request.file();
        request.log()
                .error(
                        SHORT_NAME,
                        1630,
                        "client denied by server configuration: "
                                + (file == null ? "uri " + request.path() : file.toString()));
        return new HttpException(FORBIDDEN, "");
    }

    /// Asking who somebody is without saying what that is for must be a mistake.
    private static Verdict withoutRules(Request request) throws HttpException {
        if (!request.get(AccessControl.AUTH_TYPE).isEmpty()) {
            request.log()
                    .error(SHORT_NAME, 1627, "AuthType configured with no corresponding authorization directives");
            throw new HttpException(INTERNAL_ERROR, "");
        }
        request.log().debug(SHORT_NAME, 1628, "authorization result: granted (no directives)");
        return Verdict.OK;
    }
}
