package muster.modules.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.config.ConfigSlot;
import muster.openssl.TlsContext.Version;
import muster.openssl.Verification;

/// What mod_ssl's directives say of a virtual host: one slot a directive.
final class TlsSettings {
    /// `SSLEngine`. Unset, a host has TLS if its port is one of `Listen ... https` and it has a certificate.
    static final ConfigSlot<Boolean> ENGINE = ConfigSlot.serverValue("SSLEngine", false);

    static final ConfigSlot<List<NamedFile>> CERTIFICATES = files("SSLCertificateFile");
    static final ConfigSlot<List<NamedFile>> KEYS = files("SSLCertificateKeyFile");
    static final ConfigSlot<List<NamedFile>> CHAIN = files("SSLCertificateChainFile");

    /// `SSLProtocol`: the versions that are on. TLS 1.0 and 1.1 have to be switched on (RFC 8996).
    static final ConfigSlot<Set<Version>> PROTOCOLS =
            ConfigSlot.serverValue("SSLProtocol", Set.of(Version.TLS_1_2, Version.TLS_1_3));

    /// `SSLCipherSuite`, of a server or of a folder.
    static final ConfigSlot<Ciphers> CIPHERS =
            ConfigSlot.directory("SSLCipherSuite", Ciphers.UNSET, (outer, inner) -> inner.over(outer));

    static final ConfigSlot<Boolean> HONOR_CIPHER_ORDER = ConfigSlot.serverValue("SSLHonorCipherOrder", false);

    /// `SSLOpenSSLConfCmd`: name and value, in order.
    static final ConfigSlot<List<Command>> COMMANDS = ConfigSlot.server("SSLOpenSSLConfCmd", List.of(), (outer, inner) -> {
        var both = new ArrayList<>(outer);
        both.addAll(inner);
        return List.copyOf(both);
    });

    static final ConfigSlot<Boolean> SESSION_TICKETS = ConfigSlot.serverValue("SSLSessionTickets", true);
    static final ConfigSlot<List<NamedFile>> TICKET_KEYS = files("SSLSessionTicketKeyFile");
    /// In seconds.
    static final ConfigSlot<Integer> SESSION_TIMEOUT = ConfigSlot.serverValue("SSLSessionCacheTimeout", 300);

    static final ConfigSlot<Verification> VERIFY_CLIENT = ConfigSlot.directoryValue("SSLVerifyClient", Verification.NONE);
    static final ConfigSlot<Integer> VERIFY_DEPTH = ConfigSlot.directoryValue("SSLVerifyDepth", 1);
    static final ConfigSlot<List<NamedFile>> CA_FILE = files("SSLCACertificateFile");
    static final ConfigSlot<List<NamedFile>> CA_FOLDER = files("SSLCACertificatePath");
    static final ConfigSlot<List<NamedFile>> CA_NAMES_FILE = files("SSLCADNRequestFile");
    static final ConfigSlot<List<NamedFile>> CA_NAMES_FOLDER = files("SSLCADNRequestPath");
    static final ConfigSlot<List<NamedFile>> REVOCATION_FILE = files("SSLCARevocationFile");
    static final ConfigSlot<List<NamedFile>> REVOCATION_FOLDER = files("SSLCARevocationPath");
    static final ConfigSlot<Revocation> REVOCATION_CHECK = ConfigSlot.serverValue("SSLCARevocationCheck", Revocation.NONE);

    static final ConfigSlot<SslOptions> OPTIONS =
            ConfigSlot.directory("SSLOptions", SslOptions.UNSET, (outer, inner) -> inner.over(outer));
    static final ConfigSlot<Boolean> REQUIRE_SSL = ConfigSlot.directoryValue("SSLRequireSSL", false);
    static final ConfigSlot<List<RequiredExpression>> REQUIRED =
            ConfigSlot.directory("SSLRequire", List.of(), (outer, inner) -> {
                var both = new ArrayList<>(outer);
                both.addAll(inner);
                return List.copyOf(both);
            });
    /// `SSLUserName`: the variable whose value becomes the user; empty for none.
    static final ConfigSlot<String> USER_NAME = ConfigSlot.directoryValue("SSLUserName", "");
    /// `SSLRenegBufferSize` in bytes.
    static final ConfigSlot<Integer> RENEGOTIATION_BUFFER = ConfigSlot.directoryValue("SSLRenegBufferSize", 128 * 1024);

    static final ConfigSlot<Boolean> STRICT_SNI = ConfigSlot.serverValue("SSLStrictSNIVHostCheck", false);
    /// `SSLVHostSNIPolicy`, for the whole server.
    static final ConfigSlot<SniPolicy> SNI_POLICY = ConfigSlot.serverValue("SSLVHostSNIPolicy", SniPolicy.SECURE);

    /// `SSLPassPhraseDialog`, for the whole server.
    static final ConfigSlot<PassPhraseDialog> PASS_PHRASES =
            ConfigSlot.serverValue("SSLPassPhraseDialog", PassPhraseDialog.BUILT_IN);

    static final ConfigSlot<Boolean> OCSP_CLIENTS = ConfigSlot.serverValue("SSLOCSPEnable", false);

    static final ConfigSlot<Boolean> STAPLING = ConfigSlot.serverValue("SSLUseStapling", false);
    /// In seconds, as those after it.
    static final ConfigSlot<Integer> STAPLING_SKEW = ConfigSlot.serverValue("SSLStaplingResponseTimeSkew", 300);
    static final ConfigSlot<Integer> STAPLING_TIMEOUT = ConfigSlot.serverValue("SSLStaplingResponderTimeout", 10);
    /// -1: as long as the response itself says.
    static final ConfigSlot<Integer> STAPLING_AGE = ConfigSlot.serverValue("SSLStaplingResponseMaxAge", -1);
    static final ConfigSlot<Integer> STAPLING_LIFE = ConfigSlot.serverValue("SSLStaplingStandardCacheTimeout", 3600);
    static final ConfigSlot<Boolean> STAPLING_ERRORS = ConfigSlot.serverValue("SSLStaplingReturnResponderErrors", true);
    /// Empty: the one in the certificate.
    static final ConfigSlot<String> STAPLING_URL = ConfigSlot.serverValue("SSLStaplingForceURL", "");

    /// For directives that are accepted and mean nothing here.
    static final ConfigSlot<Boolean> WITHOUT_EFFECT = ConfigSlot.serverValue("TLS directive without effect", false);
    /// SSLFIPS has been said: on, off.
    static final ConfigSlot<String> FIPS = ConfigSlot.serverValue("SSLFIPS", "");

    private TlsSettings() {}

    /// One `SSLOpenSSLConfCmd` line.
    record Command(String name, String value, NamedFile line) {}

    /// How far certificates of clients are looked up in revocation lists.
    ///
    /// @param mayBeMissing `no_crl_for_cert_ok`: an issuer without a list has revoked nothing
    record Revocation(boolean leaf, boolean chain, boolean mayBeMissing) {
        static final Revocation NONE = new Revocation(false, false, false);
    }

    /// Which hosts a connection that was made for another host may be used for.
    enum SniPolicy {
        /// The same host only.
        STRICT,
        /// Hosts with the same certificates and the same demands.
        SECURE,
        /// Hosts that ask the same of clients.
        AUTHONLY,
        /// Any.
        INSECURE
    }

    /// A host's files come before those of the server around it, one by one, as httpd merges them.
    private static ConfigSlot<List<NamedFile>> files(String directive) {
        return ConfigSlot.server(directive, List.of(), (outer, inner) -> {
            if (inner.size() >= outer.size()) {
                return inner;
            }
            var both = new ArrayList<>(inner);
            both.addAll(outer.subList(inner.size(), outer.size()));
            return List.copyOf(both);
        });
    }
}
