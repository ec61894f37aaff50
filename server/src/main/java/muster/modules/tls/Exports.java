package muster.modules.tls;

import java.util.List;
import muster.core.Environment;
import muster.core.Request;
import muster.core.Verdict;
import muster.io.TlsConnection;
import muster.openssl.Certificate;
import muster.openssl.CertificateFacts;
import muster.openssl.CertificateFacts.NameKind;
import muster.openssl.TlsFacts;
import org.jspecify.annotations.Nullable;

/// What programs are told of a request's TLS: `HTTPS` always; the rest, which costs time, where SSLOptions asks for it.
final class Exports {
    /// In httpd's order.
    private static final List<String> STANDARD = List.of(
            "SSL_VERSION_INTERFACE",
            "SSL_VERSION_LIBRARY",
            "SSL_PROTOCOL",
            "SSL_SECURE_RENEG",
            "SSL_COMPRESS_METHOD",
            "SSL_CIPHER",
            "SSL_CIPHER_EXPORT",
            "SSL_CIPHER_USEKEYSIZE",
            "SSL_CIPHER_ALGKEYSIZE",
            "SSL_CLIENT_VERIFY",
            "SSL_CLIENT_M_VERSION",
            "SSL_CLIENT_M_SERIAL",
            "SSL_CLIENT_V_START",
            "SSL_CLIENT_V_END",
            "SSL_CLIENT_V_REMAIN",
            "SSL_CLIENT_S_DN",
            "SSL_CLIENT_I_DN",
            "SSL_CLIENT_A_KEY",
            "SSL_CLIENT_A_SIG",
            "SSL_CLIENT_CERT_RFC4523_CEA",
            "SSL_SERVER_M_VERSION",
            "SSL_SERVER_M_SERIAL",
            "SSL_SERVER_V_START",
            "SSL_SERVER_V_END",
            "SSL_SERVER_S_DN",
            "SSL_SERVER_I_DN",
            "SSL_SERVER_A_KEY",
            "SSL_SERVER_A_SIG",
            "SSL_SESSION_ID",
            "SSL_SESSION_RESUMED");

    private Exports() {}

    static Verdict export(Request request) {
        TlsConnection connection = Variables.secure(request);
        if (connection == null) {
            return Verdict.DECLINED;
        }
        Environment environment = request.environment();
        environment.set("HTTPS", "on");
        String name = Variables.session(connection).serverName();
        if (name != null) {
            environment.set("SSL_TLS_SNI", name);
        }
        SslOptions options = request.get(TlsSettings.OPTIONS);
        if (options.has(SslOptions.STD_ENV_VARS)) {
            standard(request, connection, environment);
        }
        if (options.has(SslOptions.EXPORT_CERT_DATA)) {
            certificates(request, connection, environment);
        }
        return Verdict.DECLINED;
    }

    private static void standard(Request request, TlsConnection connection, Environment environment) {
        var facts = new TlsFacts(connection.stream());
        names(facts.own(), "SSL_SERVER_", environment);
        names(facts.peer(), "SSL_CLIENT_", environment);
        for (String variable : STANDARD) {
            String value = Variables.value(request, variable);
            if (value != null && !value.isEmpty()) {
                environment.set(variable, value);
            }
        }
    }

    /// The parts of a certificate's names, and its alternative names.
    private static void names(@Nullable Certificate certificate, String start, Environment environment) {
        if (certificate == null) {
            return;
        }
        var facts = new CertificateFacts(certificate);
        Variables.parts(facts.subject(), start + "S_DN_", environment::set);
        Variables.parts(facts.issuer(), start + "I_DN_", environment::set);
        alternatives(facts.alternativeNames(NameKind.EMAIL), start + "SAN_Email_", environment);
        alternatives(facts.alternativeNames(NameKind.DNS), start + "SAN_DNS_", environment);
        if (start.equals("SSL_CLIENT_")) {
            alternatives(facts.alternativeNames(NameKind.UPN), start + "SAN_OTHER_msUPN_", environment);
        } else {
            alternatives(facts.alternativeNames(NameKind.SRV), start + "SAN_OTHER_dnsSRV_", environment);
        }
    }

    private static void alternatives(List<String> names, String start, Environment environment) {
        for (int i = 0; i < names.size(); i++) {
            environment.set(start + i, names.get(i));
        }
    }

    private static void certificates(Request request, TlsConnection connection, Environment environment) {
        set(environment, "SSL_SERVER_CERT", Variables.value(request, "SSL_SERVER_CERT"));
        set(environment, "SSL_CLIENT_CERT", Variables.value(request, "SSL_CLIENT_CERT"));
        List<Certificate> chain = new TlsFacts(connection.stream()).peerChain();
        for (int i = 0; i < chain.size(); i++) {
            environment.set("SSL_CLIENT_CERT_CHAIN_" + i, chain.get(i).pem());
        }
    }

    private static void set(Environment environment, String name, @Nullable String value) {
        environment.set(name, value == null ? "" : value);
    }
}
