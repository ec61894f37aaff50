package muster.modules.aaa.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import muster.core.Authentication;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestText;
import muster.core.Verdict;
import muster.expr.EvaluationException;
import muster.http.HttpException;
import muster.modules.aaa.authn.AuthnProvider.Answer;
import muster.modules.aaa.authn.ProviderList;
import muster.modules.aaa.form.FormSettings.Field;
import muster.modules.aaa.form.FormSettings.Place;
import muster.modules.session.Session;
import muster.modules.session.Sessions;
import org.jspecify.annotations.Nullable;

/// Who is it, by the session; and logging in and out, which changes it.
record FormLogin(Registry registry) {
    private static final String MODULE = AuthFormModule.SHORT_NAME;
    private static final String TYPE = "form";
    private static final int OK = 200;
    private static final int FOUND = 302;
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int UNAUTHORIZED = 401;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;

    Verdict authenticate(Request request) throws HttpException, IOException {
        String type = Authentication.type(request);
        if (!TYPE.equalsIgnoreCase(type)) {
            return Verdict.DECLINED;
        }
        if (Authentication.realm(request) == null) {
            request.log().error(MODULE, 1810, "need AuthName: " + request.path());
            throw new HttpException(INTERNAL_ERROR, "");
        }
        request.authenticated(null, type);
        FormSettings settings = request.get(FormSettings.SLOT);
        Session session = sessions().load(request);
        String user = value(request, session, "user");
        String password = value(request, session, "pw");
        request.authenticated(user, type); // not proved yet
        if (user != null && password != null) {
            Answer answer = known(request, settings, session, user, password);
            if (answer == Answer.GRANTED) {
                fakeBasic(request, settings, user, password);
                return Verdict.OK;
            }
            if (Boolean.FALSE.equals(settings.authoritative()) && answer != Answer.DENIED) {
                return Verdict.DECLINED;
            }
        }
        boolean initial = request.main() == null && request.previous() == null;
        if (request.method().equals("POST") && initial) {
            return inline(request, settings);
        }
        throw refused(request, settings);
    }

    /// By the site's own word for it, or by the providers.
    private Answer known(
            Request request, FormSettings settings, @Nullable Session session, String user, String password)
            throws HttpException, IOException {
        String hash = value(request, session, "site");
        String site = settings.site();
        if (site != null && hash != null && isEqual(hash, md5(user + ":" + site))) {
            return Answer.GRANTED;
        }
        return check(request, settings, user, password);
    }

    /// A page that was asked for with a filled in login form.
    private Verdict inline(Request request, FormSettings settings) throws HttpException, IOException {
        LoginForm form = LoginForm.read(request, settings.mostBytes());
        String user = credentials(request, settings, form);
        String password = form.value(settings, Field.PASSWORD);
        if (user == null || password == null || check(request, settings, user, password) != Answer.GRANTED) {
            throw refused(request, settings);
        }
        remember(request, settings, user, password);
        String location = form.value(settings, Field.LOCATION);
        throw redirect(request, location == null ? successOrHere(request, settings) : location, FOUND);
    }

    /// Without a page to go to, the browser asks for this one again: with GET, and with its session.
    private String successOrHere(Request request, FormSettings settings) throws HttpException {
        String success = place(request, settings, Place.LOGIN_SUCCESS, 2339, "login success");
        return success == null ? request.target() : success;
    }

    Verdict login(Request request) throws HttpException, IOException {
        if (!request.method().equals("POST")) {
            request.log().error(MODULE, 1811, "the form-login-handler only supports the POST method for " + request.path());
            throw new HttpException(METHOD_NOT_ALLOWED, "");
        }
        FormSettings settings = request.get(FormSettings.SLOT);
        LoginForm form = LoginForm.read(request, settings.mostBytes());
        String user = credentials(request, settings, form);
        String password = form.value(settings, Field.PASSWORD);
        if (user != null && password != null && check(request, settings, user, password) == Answer.GRANTED) {
            remember(request, settings, user, password);
            String location = form.value(settings, Field.LOCATION);
            String to = location == null ? place(request, settings, Place.LOGIN_SUCCESS, 2341, "login success") : location;
            throw to == null ? new HttpException(OK, "") : redirect(request, to, FOUND);
        }
        String required = place(request, settings, Place.LOGIN_REQUIRED, 2342, "login required");
        throw required == null ? new HttpException(UNAUTHORIZED, "") : redirect(request, required, FOUND);
    }

    Verdict logout(Request request) throws HttpException {
        Session session = sessions().load(request);
        if (session != null) {
            for (String name : new String[] {"user", "pw", "site"}) {
                session.set(key(request, name), null);
            }
        }
        noStore(request);
        String to = place(request, request.get(FormSettings.SLOT), Place.LOGOUT, 2343, "logout");
        throw to == null ? new HttpException(OK, "") : redirect(request, to, TEMPORARY_REDIRECT);
    }

    /// The user that a form names, if it has a password as well.
    private static @Nullable String credentials(Request request, FormSettings settings, LoginForm form) {
        String user = form.value(settings, Field.USERNAME);
        String password = form.value(settings, Field.PASSWORD);
        if (user == null || user.isEmpty()) {
            missing(request, 2982, "username", settings.name(Field.USERNAME));
            return null;
        }
        request.authenticated(user, request.authType());
        if (password == null || password.isEmpty()) {
            missing(request, 2983, "password", settings.name(Field.PASSWORD));
            return null;
        }
        return user;
    }

    private static void missing(Request request, int number, String what, String field) {
        request.log()
                .debug(MODULE, number, "form parsed, but " + what + " field '" + field + "' was missing or empty, unauthorized");
    }

    private Answer check(Request request, FormSettings settings, String user, String password)
            throws HttpException, IOException {
        List<ProviderList.Named> providers = settings.providers().orDefault(registry);
        if (providers == null) {
            request.log().error(MODULE, 1806, "no authn provider configured");
            throw new HttpException(INTERNAL_ERROR, "");
        }
        Answer answer = ProviderList.check(providers, request, user, password);
        switch (answer) {
            case GRANTED -> {
                return answer;
            }
            case DENIED -> request.log()
                    .error(
                            MODULE,
                            1807,
                            "user '" + user + "': authentication failure for \"" + request.path() + "\": password Mismatch");
            case USER_NOT_FOUND -> request.log().error(MODULE, 1808, "user '" + user + "' not found: " + request.path());
            case ERROR -> throw new HttpException(INTERNAL_ERROR, ""); // the provider has said why
        }
        return answer;
    }

    private HttpException refused(Request request, FormSettings settings) throws HttpException {
        String required = place(request, settings, Place.LOGIN_REQUIRED, 2340, "login required");
        if (required != null) {
            return redirect(request, required, FOUND);
        }
        if (!Boolean.TRUE.equals(settings.storable())) {
            noStore(request);
        }
        return new HttpException(UNAUTHORIZED, "");
    }

    /// The browser must not send a password again because somebody goes back a page.
    private static void noStore(Request request) {
        request.response().headers().add("Cache-Control", "no-store");
        request.response().errorHeaders().add("Cache-Control", "no-store");
    }

    private static HttpException redirect(Request request, String to, int status) throws HttpException {
        if (to.chars().anyMatch(Character::isISOControl)) {
            throw new HttpException(INTERNAL_ERROR, "a place to go to with a line's end in it");
        }
        request.response().headers().set("Location", to);
        return new HttpException(status, "");
    }

    private static @Nullable String place(
            Request request, FormSettings settings, Place place, int number, String what) throws HttpException {
        RequestText url = settings.locations().get(place);
        if (url == null) {
            return null;
        }
        try {
            return url.text(request);
        } catch (EvaluationException failed) {
            request.log().error(MODULE, number, "Can't evaluate " + what + " expression: " + failed.getMessage());
            throw new HttpException(INTERNAL_ERROR, "");
        }
    }

    private Sessions sessions() {
        Sessions sessions = registry.provider(Sessions.class, Sessions.PROVIDER);
        if (sessions == null) {
            throw new IllegalStateException("session_module isn't loaded");
        }
        return sessions;
    }

    private void remember(Request request, FormSettings settings, String user, String password) {
        Session session = sessions().load(request);
        if (session != null) {
            session.set(key(request, "user"), user);
            session.set(key(request, "pw"), password);
            session.set(key(request, "site"), settings.site() == null ? null : md5(user + ":" + settings.site()));
        }
    }

    private static @Nullable String value(Request request, @Nullable Session session, String name) {
        return session == null ? null : session.get(key(request, name));
    }

    private static String key(Request request, String name) {
        String realm = Authentication.realm(request);
        return (realm == null ? "" : realm) + "-" + name;
    }

    private static void fakeBasic(Request request, FormSettings settings, String user, String password) {
        if (Boolean.TRUE.equals(settings.fakesBasic())) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.ISO_8859_1);
            request.headers().set("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
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
}
