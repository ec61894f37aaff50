package muster.modules.aaa.authn;

import static muster.config.Context.DIRECTORY;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Registry;
import muster.core.RequestText;
import muster.expr.ExpressionException;

/// The directives of mod_auth_basic.
record BasicDirectives(Registry registry) {
    void register() {
        registry.directive(named("AuthBasicProvider", Takes.EACH)
                .means("specify the auth providers for a directory or location")
                .sets(
                        BasicSettings.SLOT,
                        (before, line) -> before.with(before.providers().plus(line, registry, false, "Basic"))));
        registry.directive(named("AuthBasicAuthoritative", Takes.FLAG)
                .means("Set to 'Off' to allow access control to be passed along to lower modules if the UserID is not known to this"
                        + " module")
                .sets(BasicSettings.SLOT, (before, line) -> before.authoritative(line.flag(0))));
        registry.directive(named("AuthBasicFake", Takes.ONE_OR_TWO)
                .means("Fake basic authentication using the given expressions for username and password, 'off' to disable."
                        + " Password defaults to 'password' if missing.")
                .sets(BasicSettings.SLOT, (before, line) -> before.with(fake(line))));
        registry.directive(named("AuthBasicUseDigestAlgorithm", Takes.ONE)
                .means("Set to 'MD5' to use the auth provider's authentication check for digest auth, using a hash of"
                        + " 'user:realm:pass'")
                .sets(BasicSettings.SLOT, (before, line) -> before.digest(algorithm(line))));
    }

    private static DirectiveType.Builder named(String name, Takes takes) {
        return DirectiveType.named(name).in(DIRECTORY).htaccess(AUTH_CONFIG).takes(takes);
    }

    private BasicSettings.Fake fake(Arguments line) throws ConfigException {
        String user = line.text(0);
        if (user.equalsIgnoreCase("off")) {
            return BasicSettings.Fake.OFF;
        }
        String password = line.count() > 1 ? line.text(1) : "password"; // as mod_ssl's FakeBasicAuth has it
        RequestText compiledUser;
        try {
            compiledUser = RequestText.compile(user, line, registry);
        } catch (ExpressionException wrong) {
            throw line.wrong("Could not parse fake username expression '" + user + "': " + wrong.getMessage());
        }
        try {
            return new BasicSettings.Fake(compiledUser, RequestText.compile(password, line, registry));
        } catch (ExpressionException wrong) {
            throw line.wrong("Could not parse fake password expression associated to user '" + user + "': "
                    + wrong.getMessage());
        }
    }

    private static boolean algorithm(Arguments line) throws ConfigException {
        return switch (line.text(0).toLowerCase(Locale.ROOT)) {
            case "md5" -> true;
            case "off" -> false;
            default -> throw line.wrong("Invalid algorithm in AuthBasicUseDigestAlgorithm: " + line.text(0));
        };
    }
}
