package muster.modules.aaa.authn;

import muster.core.Request;
import muster.core.RequestText;
import muster.core.Verdict;
import muster.expr.EvaluationException;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// `AuthBasicFake`: whoever came in by other means has a Basic user and password for those behind.
final class FakeCredentials {
    private static final String MODULE = AuthBasicModule.SHORT_NAME;
    private static final int INTERNAL_ERROR = 500;

    private FakeCredentials() {}

    static Verdict set(Request request) throws HttpException {
        BasicSettings.Fake fake = request.get(BasicSettings.SLOT).fake();
        if (fake == null || fake.user() == null || fake.password() == null) {
            return Verdict.DECLINED;
        }
        String user = value(request, fake.user(), "user", "username", 2455);
        String password = user == null ? null : value(request, fake.password(), "password", "password", 2456);
        if (user == null || password == null) {
            request.headers().remove("Authorization");
            return Verdict.DECLINED;
        }
        String field = new BasicCredentials(user, password).field();
        request.headers().set("Authorization", field);
        request.log().info(MODULE, 2457, "AuthBasicFake: \"Authorization: " + field + "\"");
        return Verdict.OK;
    }

    /// @param failure the number of the message that it can't be had; three more is that it is empty
    private static @Nullable String value(Request request, RequestText text, String what, String name, int failure)
            throws HttpException {
        String value;
        try {
            value = text.text(request);
        } catch (EvaluationException failed) {
            request.log()
                    .error(
                            MODULE,
                            failure,
                            "AuthBasicFake: could not evaluate " + what + " expression for URI '" + request.path() + "': "
                                    + failed.getMessage());
            throw new HttpException(INTERNAL_ERROR, "");
        }
        if (value.isEmpty()) {
            request.log()
                    .info(
                            MODULE,
                            failure + 3,
                            "AuthBasicFake: empty " + name + " expression for URI '" + request.path() + "', ignoring");
            return null;
        }
        return value;
    }
}
