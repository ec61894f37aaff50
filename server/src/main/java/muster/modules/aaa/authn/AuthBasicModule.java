package muster.modules.aaa.authn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import muster.core.Authentication;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.modules.aaa.authn.AuthnProvider.Answer;
import muster.modules.aaa.authn.AuthnProvider.RealmHash;

/// mod_auth_basic: users name themselves and their password in every request (RFC 7617).
public final class AuthBasicModule implements Module {
    static final String SHORT_NAME = "auth_basic";

    private static final String TYPE = "Basic";
    private static final int UNAUTHORIZED = 401;
    private static final int INTERNAL_ERROR = 500;

    @Override
    public String name() {
        return "auth_basic_module";
    }

    @Override
    public String file() {
        return "mod_auth_basic.c";
    }

    @Override
    public void register(Registry registry) {
        new BasicDirectives(registry).register();
        registry.hook(Phase.CHECK_USER_ID, Hook.Place.MIDDLE, request -> authenticate(request, registry));
        registry.hook(Phase.NOTE_AUTH_FAILURE, Hook.Place.MIDDLE, AuthBasicModule::note);
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, FakeCredentials::set);
    }

    private static Verdict authenticate(Request request, Registry registry) throws HttpException, IOException {
        String type = Authentication.type(request);
        if (!TYPE.equalsIgnoreCase(type)) {
            return Verdict.DECLINED;
        }
        String realm = Authentication.realm(request);
        if (realm == null) {
            request.log().error(SHORT_NAME, 1615, "need AuthName: " + request.path());
            throw new HttpException(INTERNAL_ERROR, "");
        }
        request.authenticated(null, type);
        BasicCredentials sent = credentials(request);
        request.authenticated(sent.user(), type); // not proved yet, but logs shall name him
        BasicSettings settings = request.get(BasicSettings.SLOT);
        Answer answer = ask(request, registry, settings, realm, sent);
        if (answer == Answer.GRANTED) {
            return Verdict.OK;
        }
        if (Boolean.FALSE.equals(settings.authoritative()) && answer != Answer.DENIED) {
            return Verdict.DECLINED;
        }
        throw refusal(request, answer, sent.user());
    }

    private static BasicCredentials credentials(Request request) throws HttpException {
        String field = request.headers().joined("Authorization");
        if (field == null) {
            challenge(request);
            throw new HttpException(UNAUTHORIZED, "");
        }
        BasicCredentials sent = BasicCredentials.of(field);
        if (sent == null) {
            request.log().error(SHORT_NAME, 1614, "client used wrong authentication scheme: " + request.path());
            challenge(request);
            throw new HttpException(UNAUTHORIZED, "");
        }
        return sent;
    }

    private static Answer ask(
            Request request, Registry registry, BasicSettings settings, String realm, BasicCredentials sent)
            throws HttpException, IOException {
        List<ProviderList.Named> providers = settings.providers().orDefault(registry);
        if (providers == null) {
            request.log().error(SHORT_NAME, 1616, "No Authn provider configured");
            return Answer.ERROR;
        }
        if (!Boolean.TRUE.equals(settings.digest())) {
            return ProviderList.check(providers, request, sent.user(), sent.password());
        }
        String digest = md5(sent.user() + ":" + realm + ":" + sent.password());
        for (ProviderList.Named one : providers) {
            if (!one.provider().knowsRealms()) {
                request.log().error(SHORT_NAME, 2493, "Authn provider does not support AuthBasicUseDigestAlgorithm");
                return Answer.ERROR;
            }
            RealmHash kept = one.provider().realmHash(request, sent.user(), realm);
            String hash = kept.hash();
            if (hash != null) {
                return isEqual(digest, hash) ? Answer.GRANTED : Answer.DENIED;
            }
            if (kept.answer() != Answer.USER_NOT_FOUND) {
                return kept.answer();
            }
        }
        return Answer.USER_NOT_FOUND;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String md5(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpException refusal(Request request, Answer answer, String user) {
        switch (answer) {
            case DENIED -> request.log()
                    .error(
                            SHORT_NAME,
                            1617,
                            "user " + user + ": authentication failure for \"" + request.path() + "\": Password Mismatch");
            case USER_NOT_FOUND -> request.log().error(SHORT_NAME, 1618, "user " + user + " not found: " + request.path());
            case GRANTED, ERROR -> {
                return new HttpException(INTERNAL_ERROR, ""); // the provider has said why
            }
        }
        challenge(request);
        return new HttpException(UNAUTHORIZED, "");
    }

    private static Verdict note(Request request) {
        if (!TYPE.equalsIgnoreCase(Authentication.type(request))) {
            return Verdict.DECLINED;
        }
        challenge(request);
        return Verdict.OK;
    }

    private static void challenge(Request request) {
        String realm = Authentication.realm(request);
        String field = realm == null ? "Basic realm=\"" : "Basic realm=\"" + realm + "\"";
        request.response().errorHeaders().set("WWW-Authenticate", field);
    }
}
