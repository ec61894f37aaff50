package muster.modules.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.config.Words;
import muster.core.Registry;
import muster.core.RequestVocabulary;
import muster.expr.Condition;
import muster.expr.ExpressionException;
import muster.openssl.Verification;

/// mod_ssl's directives that sections and `.htaccess` files may hold: what a request must have, and what it is told.
final class RequestDirectives {
    static final Map<String, Verification> LEVELS = Map.of(
            "none", Verification.NONE,
            "off", Verification.NONE,
            "optional", Verification.OPTIONAL,
            "require", Verification.REQUIRE,
            "on", Verification.REQUIRE,
            "optional_no_ca", Verification.OPTIONAL_NO_CA);

    private RequestDirectives() {}

    static DirectiveType<?> ciphers() {
        return Directives.anywhere("SSLCipherSuite", OverrideClass.AUTH_CONFIG, "Colon-delimited list of permitted SSL Ciphers, optional preceded by"
                        + " protocol identifier ('XXX:...:XXX' - see manual)")
                .takes(Takes.ONE_OR_TWO)
                .sets(TlsSettings.CIPHERS, RequestDirectives::ciphers);
    }

    static List<DirectiveType<?>> clients() {
        return List.of(
                Directives.anywhere("SSLVerifyClient", OverrideClass.AUTH_CONFIG,
                                "SSL Client verify type ('none', 'optional', 'require', 'optional_no_ca')")
                        .sets(TlsSettings.VERIFY_CLIENT, (_, words) -> Directives.choice(words, 0, LEVELS)),
                Directives.anywhere("SSLVerifyDepth", OverrideClass.AUTH_CONFIG, "SSL Client verify depth ('N' - number of intermediate certificates)")
                        .sets(TlsSettings.VERIFY_DEPTH,
                                (_, words) -> Directives.number(words, 0, "SSLVerifyDepth: Invalid argument '" + words.text(0) + "'")));
    }

    static DirectiveType<?> userName() {
        return Directives.anywhere("SSLUserName", OverrideClass.AUTH_CONFIG, "Set user name to SSL variable value")
                .sets(TlsSettings.USER_NAME, (_, words) -> words.text(0));
    }

    static List<DirectiveType<?>> demands(Registry registry) {
        return List.of(
                Directives.anywhere("SSLOptions", OverrideClass.OPTIONS, "Set one or more options to configure the SSL engine('[+-]option[=value] ...'"
                                + " - see manual)")
                        .takes(Takes.RAW)
                        .sets(TlsSettings.OPTIONS, RequestDirectives::options),
                Directives.section("SSLRequireSSL", "Require the SSL protocol for the per-directory context (no arguments)")
                        // httpd passes over what may follow.
                        .takes(Takes.RAW)
                        .sets(TlsSettings.REQUIRE_SSL, (_, _) -> true),
                Directives.section("SSLRequire", "Require a boolean expression to evaluate to true for granting access(arbitrary complex boolean"
                                + " expression - see manual)")
                        .takes(Takes.RAW)
                        .sets(TlsSettings.REQUIRED, (before, words) -> required(before, words, registry)),
                Directives.section("SSLRenegBufferSize", "Configure the amount of memory that will be used for buffering the request body if a per-location"
                                + " SSL renegotiation is required due to changed access control requirements")
                        .sets(TlsSettings.RENEGOTIATION_BUFFER,
                                (_, words) -> Directives.number(words, 0, "Invalid size for SSLRenegBufferSize: " + words.text(0))));
    }

    static Ciphers ciphers(Ciphers before, Arguments words) throws ConfigException {
        String protocol = words.count() > 1 ? words.text(0) : "SSL";
        String ciphers = words.text(words.count() - 1);
        if (protocol.equalsIgnoreCase("TLSv1.3")) {
            if (words.context() == Context.DIRECTORY || words.context() == Context.HTACCESS) {
                throw words.wrong("TLSv1.3 ciphers cannot be set inside a directory context");
            }
            return new Ciphers(before.list(), ciphers);
        }
        if (!protocol.equalsIgnoreCase("SSL")) {
            throw words.wrong("protocol '" + protocol + "' not supported");
        }
        // As httpd does: no list may bring back what protects nothing.
        return new Ciphers(ciphers.equalsIgnoreCase("default") ? ciphers : ciphers + ":!aNULL:!eNULL:!EXP", before.suites());
    }

    private static SslOptions options(SslOptions before, Arguments words) throws ConfigException {
        SslOptions options = before;
        for (String word : Words.of(words.raw())) {
            boolean signed = word.startsWith("+") || word.startsWith("-");
            String name = signed ? word.substring(1) : word;
            int bit = SslOptions.bit(name);
            if (bit == 0) {
                throw words.wrong("SSLOptions: Illegal option '" + name + "'");
            }
            options = options.with(signed ? word.charAt(0) : null, bit);
        }
        return options;
    }

    private static List<RequiredExpression> required(List<RequiredExpression> before, Arguments words, Registry registry)
            throws ConfigException {
        try {
            var condition = Condition.compileByLength(
                    words.raw().strip(), RequestVocabulary.of(registry, words), RequestVocabulary.rights(words));
            var more = new ArrayList<>(before);
            more.add(new RequiredExpression(condition, words.position()));
            return List.copyOf(more);
        } catch (ExpressionException wrong) {
            throw words.wrong("SSLRequire: " + String.valueOf(wrong.getMessage()).strip().replaceFirst("^(?i)Cannot parse expression: ", ""));
        }
    }

}
