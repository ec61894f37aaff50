package muster.modules.aaa.form;

import static muster.config.Context.DIRECTORY;
import static muster.config.OverrideClass.AUTH_CONFIG;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.RequestText;
import muster.expr.ExpressionException;
import muster.modules.aaa.form.FormSettings.Field;
import muster.modules.aaa.form.FormSettings.Place;
import muster.modules.session.Sessions;

/// mod_auth_form: users log in with a web form, and a session remembers them.
public final class AuthFormModule implements Module {
    static final String SHORT_NAME = "auth_form";

    @Override
    public String name() {
        return "auth_form_module";
    }

    @Override
    public String file() {
        return "mod_auth_form.c";
    }

    @FunctionalInterface
    private interface Line {
        FormSettings read(Arguments line) throws ConfigException;
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("AuthFormProvider")
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(Takes.EACH)
                .means("specify the auth providers for a directory or location")
                .sets(FormSettings.SLOT, (before, line) -> provider(before, line, registry)));
        field(registry, "AuthFormUsername", Field.USERNAME, "username");
        field(registry, "AuthFormPassword", Field.PASSWORD, "password");
        field(registry, "AuthFormLocation", Field.LOCATION, "URL to redirect on successful login.");
        field(registry, "AuthFormMethod", Field.METHOD, "original request method.");
        field(registry, "AuthFormMimetype", Field.MIMETYPE, "original request mimetype.");
        field(registry, "AuthFormBody", Field.BODY, "urlencoded original request body.");
        registry.directive(DirectiveType.named("AuthFormSize")
                .in(DIRECTORY)
                .means("Maximum size of body parsed by the form parser")
                .sets(FormSettings.SLOT, (before, line) -> before.and(FormSettings.size(size(line)))));
        place(registry, "AuthFormLoginRequiredLocation", Place.LOGIN_REQUIRED, "login required",
                "If set, redirect the browser to this URL rather than return 401 Not Authorized.");
        place(registry, "AuthFormLoginSuccessLocation", Place.LOGIN_SUCCESS, "login success",
                "If set, redirect the browser to this URL when a login processed by the login handler is successful.");
        place(registry, "AuthFormLogoutLocation", Place.LOGOUT, "logout required",
                "The URL of the logout successful page. An attempt to access an URL handled by the handler form-logout-handler will"
                        + " result in an redirect to this page after logout.");
        one(registry, "AuthFormSitePassphrase", Takes.ONE,
                "If set, use this passphrase to determine whether the user should be authenticated. Bypasses the user authentication"
                        + " check on every website hit, and is useful for high traffic sites.",
                line -> FormSettings.site(line.text(0)));
        one(registry, "AuthFormAuthoritative", Takes.FLAG,
                "Set to 'Off' to allow access control to be passed along to lower modules if the UserID is not known to this module",
                line -> FormSettings.authoritative(line.flag(0)));
        one(registry, "AuthFormFakeBasicAuth", Takes.FLAG,
                "Set to 'On' to pass through authentication to the rest of the server as a basic authentication header.",
                line -> FormSettings.fakesBasic(line.flag(0)));
        one(registry, "AuthFormDisableNoStore", Takes.FLAG,
                "Set to 'on' to stop the sending of a Cache-Control no-store header with the login screen. This allows the browser to"
                        + " cache the credentials, but at the risk of it being possible for the login form to be resubmitted and revealed to"
                        + " the backend server through XSS. Use at own risk.",
                line -> FormSettings.storable(line.flag(0)));
        var login = new FormLogin(registry);
        registry.hook(Phase.CHECK_USER_ID, Hook.Place.MIDDLE, login::authenticate);
        registry.handler("form-login-handler", login::login);
        registry.handler("form-logout-handler", login::logout);
    }

    private static void one(Registry registry, String name, Takes takes, String meaning, Line effect) {
        registry.directive(DirectiveType.named(name)
                .in(DIRECTORY)
                .htaccess(AUTH_CONFIG)
                .takes(takes)
                .means(meaning)
                .sets(FormSettings.SLOT, (before, line) -> before.and(effect.read(line))));
    }

    private static void field(Registry registry, String name, Field field, String what) {
        one(registry, name, Takes.ONE, "The field of the login form carrying the " + what, line -> {
            String text = line.text(0);
            if (text.isEmpty() || text.indexOf('=') >= 0 || text.indexOf('&') >= 0) {
                throw line.wrong(line.directive() + " cannot be empty, or contain '=' or '&'.");
            }
            return FormSettings.of(field, text);
        });
    }

    private static void place(Registry registry, String name, Place place, String what, String meaning) {
        one(registry, name, Takes.ONE, meaning, line -> {
            try {
                return FormSettings.of(place, RequestText.compile(line.text(0), line, registry));
            } catch (ExpressionException wrong) {
                throw line.wrong("Could not parse " + what + " expression '" + line.text(0) + "': " + wrong.getMessage());
            }
        });
    }

    private static FormSettings provider(FormSettings before, Arguments line, Registry registry) throws ConfigException {
        var list = before.providers().plus(line, registry, false, "Form");
        if (registry.provider(Sessions.class, Sessions.PROVIDER) == null) {
            throw line.wrong("You must load mod_session to enable the mod_auth_form functions");
        }
        if (!line.isLoaded("request_module")) {
            throw line.wrong("You must load mod_request to enable the mod_auth_form functions");
        }
        return before.and(FormSettings.of(list));
    }

    private static long size(Arguments line) throws ConfigException {
        if (!line.text(0).matches("\\d{1,18}")) {
            throw line.wrong("AuthCookieFormSize must be a size in bytes, or zero.");
        }
        return Long.parseLong(line.text(0));
    }
}
