package muster.modules.aaa;

import muster.core.Authorization;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Requirement;
import muster.expr.EvaluationException;

/// mod_authz_user: `Require user` and `Require valid-user`.
public final class AuthzUserModule implements Module {
    private static final String SHORT_NAME = "authz_user";

    @Override
    public String name() {
        return "authz_user_module";
    }

    @Override
    public String file() {
        return "mod_authz_user.c";
    }

    @Override
    public void register(Registry registry) {
        registry.provider(Requirement.Kind.class, "user", (words, line) -> {
            var names = RequestWords.compile(words, line, registry);
            return request -> user(request, names);
        });
        registry.provider(Requirement.Kind.class, "valid-user", (_, _) -> AuthzUserModule::anyUser);
    }

    private static Authorization anyUser(Request request) {
        return request.user() == null ? Authorization.DENIED_NO_USER : Authorization.GRANTED;
    }

    private static Authorization user(Request request, RequestWords names) {
        String user = request.user();
        if (user == null) {
            return Authorization.DENIED_NO_USER;
        }
        var log = request.log();
        try {
            if (names.of(request).contains(user)) {
                return Authorization.GRANTED;
            }
        } catch (EvaluationException failed) {
            log.error(
                    SHORT_NAME,
                    2594,
                    "authz_user authorize: require user: Can't evaluate require expression: " + failed.getMessage());
            return Authorization.DENIED;
        }
        log.debug(
                SHORT_NAME,
                1663,
                "access to " + request.path() + " failed, reason: user '" + user
                        + "' does not meet 'require'ments for user to be allowed access");
        return Authorization.DENIED;
    }
}
