package muster.modules.aaa;

import java.io.IOException;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.AccessControl;
import muster.core.AccessControl.Satisfy;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Subnet;
import muster.core.Verdict;
import muster.http.HttpException;

import static muster.config.Context.DIRECTORY;
import static muster.config.OverrideClass.AUTH_CONFIG;
import static muster.config.OverrideClass.LIMIT;

/// mod_access_compat: `Order`, `Allow`, `Deny` and `Satisfy`, the access control of httpd 2.2 that most configurations still carry.
public final class AccessCompatModule implements Module {
    private static final String SHORT_NAME = "access_compat";
    private static final int FORBIDDEN = 403;

    @Override
    public String name() {
        return "access_compat_module";
    }

    @Override
    public String file() {
        return "mod_access_compat.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("order")
                .in(DIRECTORY)
                .htaccess(LIMIT)
                .takes(Takes.MANY)
                .means("'allow,deny', 'deny,allow', or 'mutual-failure'")
                .sets(OriginRules.SLOT, (before, line) -> before.ordered(order(line), line.limit())));
        registry.directive(from("allow", "'from' followed by hostnames or IP-address wildcards")
                .sets(OriginRules.SLOT, (before, line) -> before.allowing(origin(line), line.limit())));
        registry.directive(from("deny", "'from' followed by hostnames or IP-address wildcards")
                .sets(OriginRules.SLOT, (before, line) -> before.denying(origin(line), line.limit())));
        registry.directive(DirectiveType.named("Satisfy")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.ONE)
                .means("access policy if both allow and require used ('all' or 'any')")
                .sets(AccessControl.SATISFY, (before, line) -> before.plus(line.limit(), satisfy(line))));
        registry.hook(Phase.ACCESS_CHECKER, Hook.Place.MIDDLE, AccessCompatModule::check);
    }

    private static DirectiveType.Builder from(String name, String meaning) {
        return DirectiveType.named(name).in(DIRECTORY).htaccess(LIMIT).takes(Takes.FIRST_AND_EACH).means(meaning);
    }

    private static OriginRules.Order order(Arguments line) throws ConfigException {
        if (line.count() != 1) {
            throw line.wrong("order takes one argument, 'allow,deny', 'deny,allow', or 'mutual-failure'");
        }
        return switch (line.text(0).toLowerCase(Locale.ROOT)) {
            case "allow,deny" -> OriginRules.Order.ALLOW_DENY;
            case "deny,allow" -> OriginRules.Order.DENY_ALLOW;
            case "mutual-failure" -> OriginRules.Order.MUTUAL_FAILURE;
            default -> throw line.wrong("unknown order");
        };
    }

    private static Satisfy satisfy(Arguments line) throws ConfigException {
        return switch (line.text(0).toLowerCase(Locale.ROOT)) {
            case "all" -> Satisfy.ALL;
            case "any" -> Satisfy.ANY;
            default -> throw line.wrong("Satisfy either 'any' or 'all'.");
        };
    }

    private static Origin origin(Arguments line) throws ConfigException {
        if (!line.text(0).equalsIgnoreCase("from")) {
            throw line.wrong("allow and deny must be followed by 'from'");
        }
        String word = line.text(1);
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("env=!")) {
            return new Origin.Variable(word.substring(5), false);
        }
        if (lower.startsWith("env=")) {
            return new Origin.Variable(word.substring(4), true);
        }
        if (lower.equals("all")) {
            return new Origin.Everybody();
        }
        if (!Subnet.looksLikeAddress(word)) {
            if (word.indexOf('/') >= 0) {
                throw line.wrong("The specified network mask is invalid.");
            }
            return new Origin.Domain(lower);
        }
        try {
            return new Origin.Addresses(Subnet.parse(word));
        } catch (IllegalArgumentException wrong) {
            throw line.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static Verdict check(Request request) throws HttpException, IOException {
        OriginRules rules = request.get(OriginRules.SLOT);
        if (rules.permit(request)) {
            return Verdict.OK;
        }
        boolean mapped = request.file() != null || request.proxyUrl() != null;
        request.log()
                .error(
                        SHORT_NAME,
                        1797,
                        "client denied by server configuration: "
                                + (mapped ? request.fileName() : "uri " + request.path()));
        throw new HttpException(FORBIDDEN, "");
    }
}
