package muster.e2e;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// As [ConfigErrorsTest], for the directives of authentication and authorization.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthErrorsTest {
    private static final String MODULES = Stream.of(
                    "authn_core", "authn_file", "authn_anon", "auth_basic", "auth_digest", "authz_user", "authz_groupfile", "authz_owner", "access_compat")
            .map(TestServer::loadModule)
            .collect(Collectors.joining());

    private final Twins twins = new Twins();

    @AfterAll
    void close() {
        twins.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "AuthType Basic",
        "AuthName x",
        "AuthUserFile x",
        "AuthMerging And",
        "Require valid-user",
        "<VirtualHost *:1>\nRequire valid-user\n</VirtualHost>",
        "<AuthzProviderAlias ip x>\n</AuthzProviderAlias>",
        "<AuthzProviderAlias ip>\n</AuthzProviderAlias>",
        "<AuthzProviderAlias >\n</AuthzProviderAlias>",
        "<AuthzProviderAlias>\n</AuthzProviderAlias>",
        "<AuthzProviderAlias ip x",
        "<AuthzProviderAlias foo x \"10.0\">\n</AuthzProviderAlias>",
        "<AuthzProviderAlias all x \"10.0\">\n</AuthzProviderAlias>",
        "<AuthzProviderAlias all x granted>\nOptions None\n</AuthzProviderAlias>",
        "<AuthzProviderAlias all x granted>\nOrder allow,deny\n</AuthzProviderAlias>",
        "<AuthzProviderAlias all x granted>\n<Limit GET>\n</Limit>\n</AuthzProviderAlias>",
        "<AuthzProviderAlias all x granted>\nAuthUserFile x\n</AuthzProviderAlias>",
        "<Directory />\n<AuthzProviderAlias all x granted>\n</AuthzProviderAlias>\n</Directory>",
        "<VirtualHost *:1>\n<AuthzProviderAlias all x granted>\n</AuthzProviderAlias>\n</VirtualHost>",
        "<AuthnProviderAlias file file>\n</AuthnProviderAlias>",
        "<AuthnProviderAlias file anon>\n</AuthnProviderAlias>",
        "<AuthnProviderAlias foo x>\n</AuthnProviderAlias>",
        "<AuthnProviderAlias file>\n</AuthnProviderAlias>",
        "<AuthnProviderAlias file x>\nAuthUserFile\n</AuthnProviderAlias>",
        "<AuthnProviderAlias file x>\nOptions None\n</AuthnProviderAlias>",
        "<AuthnProviderAlias file x>\n</AuthnProviderAlias>\n<AuthnProviderAlias file x>\n</AuthnProviderAlias>",
        "<VirtualHost *:1>\n<AuthnProviderAlias file x>\n</AuthnProviderAlias>\n</VirtualHost>",
        "<Directory />\nAuthType\n</Directory>",
        "<Directory />\nAuthType a b\n</Directory>",
        "<Directory />\nAuthType \"%{foo\"\n</Directory>",
        "<Directory />\nAuthName\n</Directory>",
        "<Directory />\nAuthName Members Only\n</Directory>",
        "<Directory />\nAuthName \"%{foo\"\n</Directory>",
        "<Directory />\nAuthName \"%{nonsense:x}\"\n</Directory>",
        "<Directory />\nAuthUserFile\n</Directory>",
        "<Directory />\nAuthUserFile a b\n</Directory>",
        "<Directory />\nAuthGroupFile\n</Directory>",
        "<Directory />\nAuthMerging foo\n</Directory>",
        "<Directory />\nAuthMerging\n</Directory>",
        "<Directory />\nAuthzSendForbiddenOnFailure maybe\n</Directory>",
        "<Directory />\nAuthBasicProvider\n</Directory>",
        "<Directory />\nAuthBasicProvider foo\n</Directory>",
        "<Directory />\nAuthBasicProvider file foo\n</Directory>",
        "<Directory />\nAuthBasicAuthoritative\n</Directory>",
        "<Directory />\nAuthBasicAuthoritative maybe\n</Directory>",
        "<Directory />\nAuthBasicFake\n</Directory>",
        "<Directory />\nAuthBasicFake a b c\n</Directory>",
        "<Directory />\nAuthBasicFake \"%{x\"\n</Directory>",
        "<Directory />\nAuthBasicFake x \"%{x\"\n</Directory>",
        "<Directory />\nAuthBasicUseDigestAlgorithm\n</Directory>",
        "<Directory />\nAuthBasicUseDigestAlgorithm SHA\n</Directory>",
        "<Directory />\nAnonymous\n</Directory>",
        "<Directory />\nAnonymous \"\"\n</Directory>",
        "<Directory />\nAnonymous_NoUserId maybe\n</Directory>",
        "<Directory />\nAnonymous_MustGiveEmail\n</Directory>",
        "AuthDigestNcCheck On",
        "AuthDigestShmemSize 10",
        "AuthDigestShmemSize 10k\nNonsense 8",
        "AuthDigestShmemSize abc",
        "<Directory />\nAuthDigestShmemSize 10k\n</Directory>",
        "<Directory />\nAuthDigestNcCheck maybe\n</Directory>",
        "<Directory />\nAuthDigestQop auth-int\n</Directory>",
        "<Directory />\nAuthDigestQop none auth foo\n</Directory>",
        "<Directory />\nAuthDigestQop\n</Directory>",
        "<Directory />\nAuthDigestNonceLifetime abc\n</Directory>",
        "<Directory />\nAuthDigestNonceFormat abc\n</Directory>",
        "<Directory />\nAuthDigestAlgorithm MD5-sess\n</Directory>",
        "<Directory />\nAuthDigestAlgorithm SHA\n</Directory>",
        "<Directory />\nAuthDigestProvider anon\n</Directory>",
        "<Directory />\nAuthDigestProvider foo\n</Directory>",
        "<Directory />\nAuthDigestProvider file\nAuthDigestDomain\n</Directory>",
        "<Directory />\nSatisfy\n</Directory>",
        "<Directory />\nSatisfy some\n</Directory>",
        "<Directory />\nRequire user\nRequire valid-user x\nNonsense 1\n</Directory>",
        "<Directory />\nRequire group \"%{x\"\n</Directory>",
        "<Directory />\nRequire user \"%{x\"\n</Directory>",
        "<Directory />\nRequire user %{x:y}\n</Directory>",
        "<Directory />\nRequire method\nRequire method GET FOO\n</Directory>",
        "<Directory />\nRequire env\nNonsense 2\n</Directory>",
        "<Directory />\nRequire expr foo\n</Directory>",
        "<Directory />\nRequire expr\n</Directory>",
        "<Directory />\nRequire expr \"%{REMOTE_USER} ==\"\n</Directory>",
        "<Directory />\nRequire not\n</Directory>",
        "<Directory />\nRequire not all granted\n</Directory>",
        "<Directory />\nRequire not nonsense\n</Directory>",
        "<Directory />\nRequire Not ip 10\n</Directory>",
        "<Directory />\nRequire ALL granted\n</Directory>",
        "<Directory />\nRequire all\n</Directory>",
        "<Directory />\nRequire all granted x\n</Directory>",
        "<Directory />\nRequire all Granted\nRequire all DENIED\nNonsense 3\n</Directory>",
        "<Directory />\n<RequireAny>\nRequire not ip 1\n</RequireAny>\n</Directory>",
        "<Directory />\n<RequireNone>\nRequire not ip 1\n</RequireNone>\n</Directory>",
        "<Directory />\n<RequireAny>\n<RequireNone>\nRequire ip 1\n</RequireNone>\n</RequireAny>\n</Directory>",
        "<Directory />\n<RequireNone>\n<RequireNone>\nRequire ip 1\n</RequireNone>\n</RequireNone>\n</Directory>",
        "<Directory />\n<RequireAll>\n<RequireNone>\n</RequireNone>\n</RequireAll>\n</Directory>",
        "<Directory />\n<RequireAll x>\n</RequireAll>\n</Directory>",
        "<Directory />\n<RequireAll>\nRequire all granted\n</RequireAny>\n</Directory>",
        "<Directory />\n<RequireAll>\nRequire all granted\n</Directory>",
        "<Directory />\n<RequireAll>\nOptions None\nRequire all granted\n</RequireAll>\n</Directory>",
        "<Directory />\n<RequireAll>\nOrder allow,deny\nRequire all granted\n</RequireAll>\n</Directory>",
        "<Directory />\n<RequireAll>\nAuthType Basic\nRequire all granted\n</RequireAll>\nNonsense 4\n</Directory>",
        "<Directory />\n<Limit GET>\n<RequireAll>\nRequire all granted\n</RequireAll>\n</Limit>\nNonsense 5\n</Directory>",
        "<Directory />\n<RequireAll>\n<Limit GET>\nRequire all granted\n</Limit>\n</RequireAll>\nNonsense 6\n</Directory>",
        "<Directory />\n<RequireAll>\n<LimitExcept GET>\nRequire not ip 10\n</LimitExcept>\nRequire all granted\n</RequireAll>\nNonsense 7\n</Directory>",
        "<Directory />\n<Limit GET>\nRequire not ip 10\n</Limit>\n</Directory>",
        "<Directory />\n<RequireAny>\n<Limit GET>\nRequire not ip 10\n</Limit>\n</RequireAny>\n</Directory>",
    })
    void areReportedAsApacheDoes(String body) {
        twins.configure(MpmName.EVENT, MODULES + body);
        twins.agreeOnCommand("-t");
    }
}
