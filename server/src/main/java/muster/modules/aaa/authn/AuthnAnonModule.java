package muster.modules.aaa.authn;

import static muster.config.Context.DIRECTORY;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.log.LogLevel;

/// mod_authn_anon: whoever calls himself `anonymous` and leaves an address for a password, as with FTP.
public final class AuthnAnonModule implements Module {
    private static final String SHORT_NAME = "authn_anon";

    /// Everything the directives say together. An inner section that says any of it says all of it: looser rules around it don't seep in.
    ///
    /// @param users names that are let in
    /// @param anyUser whether every name is (`*`)
    private record Guests(
            List<String> users, boolean anyUser, boolean noUser, boolean mustGiveEmail, boolean verifyEmail, boolean logEmail) {
        static final Guests UNSET = new Guests(List.of(), false, false, true, false, true);

        static final ConfigSlot<Guests> SLOT = ConfigSlot.directoryValue("Anonymous", UNSET);

        Guests plus(String user) {
            if (user.equals("*")) {
                return new Guests(users, true, noUser, mustGiveEmail, verifyEmail, logEmail);
            }
            var more = new ArrayList<>(users);
            more.add(user);
            return new Guests(List.copyOf(more), anyUser, noUser, mustGiveEmail, verifyEmail, logEmail);
        }

        boolean welcome(String user) {
            if (user.isEmpty()) {
                return noUser;
            }
            return anyUser || users.stream().anyMatch(user::equalsIgnoreCase);
        }

        boolean accept(String password) {
            boolean given = !mustGiveEmail || !password.isEmpty();
            boolean address = password.indexOf('@') >= 0 && password.indexOf('.') >= 0;
            return given && (!verifyEmail || address);
        }
    }

    @FunctionalInterface
    private interface Switch {
        Guests turn(Guests before, boolean on);
    }

    @Override
    public String name() {
        return "authn_anon_module";
    }

    @Override
    public String file() {
        return "mod_authn_anon.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(named("Anonymous", Takes.EACH)
                .means("a space-separated list of user IDs")
                .sets(Guests.SLOT, (before, line) -> before.plus(user(line))));
        flag(registry, "Anonymous_MustGiveEmail", (g, on) ->
                new Guests(g.users, g.anyUser, g.noUser, on, g.verifyEmail, g.logEmail));
        flag(registry, "Anonymous_NoUserId", (g, on) ->
                new Guests(g.users, g.anyUser, on, g.mustGiveEmail, g.verifyEmail, g.logEmail));
        flag(registry, "Anonymous_VerifyEmail", (g, on) ->
                new Guests(g.users, g.anyUser, g.noUser, g.mustGiveEmail, on, g.logEmail));
        flag(registry, "Anonymous_LogEmail", (g, on) ->
                new Guests(g.users, g.anyUser, g.noUser, g.mustGiveEmail, g.verifyEmail, on));
        registry.provider(AuthnProvider.class, "anon", (request, user, password) -> check(request, user, password));
    }

    private static DirectiveType.Builder named(String name, Takes takes) {
        return DirectiveType.named(name).in(DIRECTORY).htaccess(AUTH_CONFIG).takes(takes);
    }

    private static void flag(Registry registry, String name, Switch effect) {
        registry.directive(named(name, Takes.FLAG)
                .means("Limited to 'on' or 'off'")
                .sets(Guests.SLOT, (before, line) -> effect.turn(before, line.flag(0))));
    }

    private static String user(Arguments line) throws ConfigException {
        if (line.text(0).isEmpty()) {
            throw line.wrong("Anonymous string cannot be empty, use Anonymous_NoUserId");
        }
        return line.text(0);
    }

    private static AuthnProvider.Answer check(Request request, String user, String password) {
        Guests guests = request.get(Guests.SLOT);
        boolean configured = guests.anyUser || !guests.users.isEmpty();
        if (!configured || !guests.welcome(user)) {
            return AuthnProvider.Answer.USER_NOT_FOUND;
        }
        if (!guests.accept(password)) {
            return AuthnProvider.Answer.DENIED;
        }
        if (guests.logEmail && request.main() == null && request.previous() == null) {
            request.log().write(LogLevel.INFO, SHORT_NAME, 1672, "Anonymous: Passwd <" + password + "> Accepted");
        }
        return AuthnProvider.Answer.GRANTED;
    }
}
