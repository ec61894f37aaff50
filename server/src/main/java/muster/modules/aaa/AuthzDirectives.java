package muster.modules.aaa;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.HTACCESS;
import static muster.config.Context.SERVER;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Words;
import muster.core.Registry;
import muster.core.Requirement;

/// Reads `Require`, the groups around it, and what goes with them.
record AuthzDirectives(Registry registry) {
    void register() {
        registry.directive(DirectiveType.named("<AuthzProviderAlias")
                .in(SERVER)
                .isolated(AUTH_CONFIG)
                .takes(Takes.RAW)
                .means("container for grouping an authorization provider's directives under a provider alias")
                .sets(AuthzConfig.SLOT, (before, line) -> alias(before, line)));
        registry.directive(ofSection("Require")
                .takes(Takes.RAW)
                .means("specifies authorization directives which one must pass (or not) for a request to suceeed")
                .sets(AuthzConfig.SLOT, (before, line) -> before.plus(List.of(require(line)), line.position())));
        group("<RequireAll", Rule.Join.ALL, false, "of which none must fail and at least one must pass");
        group("<RequireAny", Rule.Join.ANY, false, "of which one must pass");
        group("<RequireNone", Rule.Join.ANY, true, "of which none must pass");
        registry.directive(ofSection("AuthMerging")
                .means("controls how a <Directory>, <Location>, or similar directive's authorization directives are combined"
                        + " with those of its predecessor")
                .sets(AuthzConfig.SLOT, (before, line) -> before.with(merging(line))));
        registry.directive(ofSection("AuthzSendForbiddenOnFailure")
                .takes(Takes.FLAG)
                .means("Controls if an authorization failure should result in a '403 FORBIDDEN' response instead of the HTTP-conforming"
                        + " '401 UNAUTHORIZED'")
                .sets(AuthzConfig.SLOT, (before, line) -> before.sendingForbidden(line.flag(0))));
    }

    private static DirectiveType.Builder ofSection(String name) {
        return DirectiveType.named(name).in(DIRECTORY).htaccess(AUTH_CONFIG).takes(Takes.ONE);
    }

    private void group(String name, Rule.Join join, boolean negated, String meaning) {
        registry.directive(ofSection(name)
                .holds(AUTH_CONFIG)
                .takes(Takes.RAW)
                .means("container for grouping authorization directives " + meaning + " for a request to succeed")
                .sets(AuthzConfig.SLOT, (before, line) -> before.plus(group(line, join, negated), line.position())));
    }

    private Rule require(Arguments line) throws ConfigException {
        var words = new Words(line.raw());
        String kind = words.next();
        boolean negated = kind.equalsIgnoreCase("not");
        if (negated) {
            kind = words.next();
        }
        var provider = provider(kind, line);
        Requirement requirement = provider.compile(words.rest(), line);
        if (negated) {
            checkNegation(line, "negative Require");
        }
        return new Rule.Line(requirement, negated, line.limit(), kind, words.rest(), line.position());
    }

    private Requirement.Kind provider(String kind, Arguments line) throws ConfigException {
        var provider = registry.provider(Requirement.Kind.class, kind);
        if (provider == null) {
            throw line.wrong("Unknown Authz provider: " + kind);
        }
        return provider;
    }

    /// A group's rules as they count in the group around it: a group in another of its kind dissolves, and so does
    /// `<RequireNone>` into lines that say the contrary.
    private static List<Rule> group(Arguments line, Rule.Join join, boolean negated) throws ConfigException {
        var group = new Rule.Group(join, negated, false, line.body().get(AuthzConfig.SLOT).rules(), line.position());
        if (!line.raw().isBlank()) {
            throw line.wrong(line.directive() + "> directive doesn't take additional arguments");
        }
        if (group.members().isEmpty()) {
            throw line.wrong(group.text() + " directive contains no authorization directives");
        }
        if (negated) {
            checkNegation(line, group.text());
        }
        // httpd looks at this when all is read, and so never for .htaccess files.
        boolean whole = line.context() != HTACCESS;
        if (whole && group.members().stream().allMatch(Rule::negated)) {
            throw line.wrong(group.text() + " directive contains only negative authorization directives");
        }
        if (negated) {
            return whole ? group.members().stream().map(Rule::turned).toList() : List.of(group);
        }
        return join == around(line) ? group.members() : List.of(group);
    }

    /// Which group a line stands in.
    private static Rule.Join around(Arguments line) {
        return line.section("<RequireAll", "<RequireAny", "<RequireNone").equalsIgnoreCase("<RequireAll")
                ? Rule.Join.ALL
                : Rule.Join.ANY;
    }

    /// Where one granting line is enough, a line that can only be neutral means nothing.
    private static void checkNegation(Arguments line, String what) throws ConfigException {
        if (around(line) == Rule.Join.ANY) {
            String section = line.section("<RequireAll", "<RequireAny", "<RequireNone");
            String group = section.equalsIgnoreCase("<RequireNone") ? "<RequireNone>" : "<RequireAny>";
            throw line.wrong(what + " directive has no effect in " + group + " directive");
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
    private AuthzConfig alias(AuthzConfig before, Arguments line) throws ConfigException {
        List<String> words = new ArrayList<>(Words.of(line.raw()));
        if (words.size() < 2) {
            throw line.wrong("<AuthzProviderAlias> directive requires additional arguments");
        }
        String kind = words.get(0);
        String arguments = words.size() > 2 ? words.get(2) : "";
        if (words.size() > 3) {
            line.warn(
                    10142,
                    "When several arguments (" + arguments + " " + words.get(3) + "...) are passed to a <AuthzProviderAlias directive,"
                            + " they must be enclosed in quotation marks.  Otherwise, only the first one is taken into account");
        }
        var provider = provider(kind, line);
        var requirement = compile(provider, kind, arguments, line);
        var aliased = new AliasedRequirement(requirement, line.body());
        registry.provider(Requirement.Kind.class, words.get(1), (_, _) -> aliased);
        return before;
    }

    private static Requirement compile(Requirement.Kind provider, String kind, String arguments, Arguments line)
            throws ConfigException {
        try {
            return provider.compile(arguments, line);
        } catch (ConfigException wrong) {
            throw line.wrong("Can't parse 'Require " + kind + " " + arguments + "': " + wrong.getMessage());
        }
    }
}
