package muster.modules.aaa;

import java.io.IOException;
import muster.core.Authentication;
import muster.core.Authorization;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
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
        new AuthzDirectives(registry).register();
        registry.hook(Phase.ACCESS_CHECKER_EX, Hook.Place.LAST, AuthzCoreModule::beforeLogin);
        registry.hook(Phase.AUTH_CHECKER, Hook.Place.LAST, AuthzCoreModule::afterLogin);
    }

    private static Verdict beforeLogin(Request request) throws HttpException, IOException {
        Rule.Group rules = request.get(AuthzConfig.SLOT).group();
        if (rules == null) {
            return withoutRules(request);
        }
        return switch (rules.ask(request, Rule.Join.ALL)) {
            case GRANTED -> Verdict.OK;
            case DENIED_NO_USER -> Verdict.DECLINED;
            case DENIED, NEUTRAL -> throw denied(request);
            case ERROR -> throw new HttpException(INTERNAL_ERROR, "");
        };
    }

    private static Verdict afterLogin(Request request) throws HttpException, IOException {
        Rule.Group rules = request.get(AuthzConfig.SLOT).group();
        if (rules == null) {
            return withoutRules(request);
        }
        Authorization result = rules.ask(request, Rule.Join.ALL);
        return switch (result) {
            case GRANTED -> Verdict.OK;
            case ERROR -> throw new HttpException(INTERNAL_ERROR, "");
            case DENIED, NEUTRAL, DENIED_NO_USER -> throw refusal(request, result);
        };
    }

    private static HttpException refusal(Request request, Authorization result) throws HttpException, IOException {
        var log = request.log();
        if (result == Authorization.DENIED_NO_USER) {
            log.error(SHORT_NAME, 1629, "authorization failure (no authenticated user): " + request.path());
        } else if (Authentication.type(request) == null) {
            return denied(request);
        } else {
            log.error(SHORT_NAME, 1631, "user " + request.user() + ": authorization failure for \"" + request.path() + "\": ");
            if (Boolean.TRUE.equals(request.get(AuthzConfig.SLOT).forbidden())) {
                return new HttpException(FORBIDDEN, "");
            }
        }
        if (request.user() != null) {
            request.server().processor().noteAuthFailure(request);
        }
        return new HttpException(UNAUTHORIZED, "");
    }

    private static HttpException denied(Request request) {
        boolean mapped = request.file() != null || request.proxyUrl() != null;
        request.log()
                .error(
                        SHORT_NAME,
                        1630,
                        "client denied by server configuration: "
                                + (mapped ? request.fileName() : "uri " + request.path()));
        return new HttpException(FORBIDDEN, "");
    }

    /// Asking who somebody is without saying what that is for must be a mistake.
    private static Verdict withoutRules(Request request) throws HttpException {
        if (Authentication.type(request) != null) {
            request.log()
                    .error(SHORT_NAME, 1627, "AuthType configured with no corresponding authorization directives");
            throw new HttpException(INTERNAL_ERROR, "");
        }
        request.log().debug(SHORT_NAME, 1628, "authorization result: granted (no directives)");
        return Verdict.OK;
    }
}
