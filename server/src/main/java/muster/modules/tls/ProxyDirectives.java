package muster.modules.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.openssl.TlsContext.Version;
import muster.openssl.Verification;

/// mod_ssl's directives about TLS towards the servers that a proxy asks.
final class ProxyDirectives {
    static final ConfigSlot<Boolean> ENGINE = ConfigSlot.serverValue("SSLProxyEngine", false);
    static final ConfigSlot<Set<Version>> PROTOCOLS =
            ConfigSlot.serverValue("SSLProxyProtocol", Set.of(Version.TLS_1_2, Version.TLS_1_3));
    static final ConfigSlot<Ciphers> CIPHERS =
            ConfigSlot.server("SSLProxyCipherSuite", Ciphers.UNSET, (outer, inner) -> inner.over(outer));
    static final ConfigSlot<Verification> VERIFY = ConfigSlot.serverValue("SSLProxyVerify", Verification.NONE);
    static final ConfigSlot<Integer> VERIFY_DEPTH = ConfigSlot.serverValue("SSLProxyVerifyDepth", 1);
    static final ConfigSlot<List<NamedFile>> CA_FILE = ConfigSlot.serverValue("SSLProxyCACertificateFile", List.of());
    static final ConfigSlot<List<NamedFile>> CA_FOLDER = ConfigSlot.serverValue("SSLProxyCACertificatePath", List.of());
    static final ConfigSlot<List<NamedFile>> REVOCATION_FILE = ConfigSlot.serverValue("SSLProxyCARevocationFile", List.of());
    static final ConfigSlot<List<NamedFile>> REVOCATION_FOLDER = ConfigSlot.serverValue("SSLProxyCARevocationPath", List.of());
    static final ConfigSlot<TlsSettings.Revocation> REVOCATION_CHECK =
            ConfigSlot.serverValue("SSLProxyCARevocationCheck", TlsSettings.Revocation.NONE);
    static final ConfigSlot<List<NamedFile>> CERTIFICATES = ConfigSlot.serverValue("SSLProxyMachineCertificateFile", List.of());
    static final ConfigSlot<List<NamedFile>> CERTIFICATE_FOLDER = ConfigSlot.serverValue("SSLProxyMachineCertificatePath", List.of());
    static final ConfigSlot<List<NamedFile>> CHAIN = ConfigSlot.serverValue("SSLProxyMachineCertificateChainFile", List.of());
    static final ConfigSlot<Boolean> CHECK_EXPIRE = ConfigSlot.serverValue("SSLProxyCheckPeerExpire", true);
    static final ConfigSlot<Boolean> CHECK_CN = ConfigSlot.serverValue("SSLProxyCheckPeerCN", true);
    static final ConfigSlot<Boolean> CHECK_NAME = ConfigSlot.serverValue("SSLProxyCheckPeerName", true);

    private ProxyDirectives() {}

    static List<DirectiveType<?>> all() {
        var all = new ArrayList<DirectiveType<?>>();
        all.addAll(connection());
        all.addAll(certificates());
        return all;
    }

    private static List<DirectiveType<?>> connection() {
        return List.of(
                Directives.flag("SSLProxyEngine", "SSL switch for the proxy protocol engine ('on', 'off')", ENGINE),
                Directives.host("SSLProxyProtocol", "SSL Proxy: enable or disable SSL protocol flavors ('[+-][TLSv1|TLSv1.1|TLSv1.2] ...' - see manual)")
                        .takes(Takes.RAW)
                        .sets(PROTOCOLS, (_, words) -> ServerDirectives.protocols(words)),
                Directives.host("SSLProxyCipherSuite", "SSL Proxy: colon-delimited list of permitted SSL ciphers , optionally preceded by protocol"
                                + " specifier ('XXX:...:XXX' - see manual)")
                        .takes(Takes.ONE_OR_TWO)
                        .sets(CIPHERS, RequestDirectives::ciphers),
                Directives.host("SSLProxyVerify", "SSL Proxy: whether to verify the remote certificate ('on' or 'off')")
                        .sets(VERIFY, (_, words) -> Directives.choice(words, 0, RequestDirectives.LEVELS)),
                Directives.host("SSLProxyVerifyDepth", "SSL Proxy: maximum certificate verification depth ('N' - number of intermediate certificates)")
                        .sets(VERIFY_DEPTH,
                                (_, words) -> Directives.number(words, 0, "SSLProxyVerifyDepth: Invalid argument '" + words.text(0) + "'")));
    }

    private static List<DirectiveType<?>> certificates() {
        return List.of(
                Directives.file("SSLProxyCACertificateFile", "SSL Proxy: file containing server certificates ('/path/to/file' - PEM encoded"
                        + " certificates)", CA_FILE),
                Directives.folder("SSLProxyCACertificatePath", "SSL Proxy: directory containing server certificates ('/path/to/dir' - contains PEM"
                        + " encoded certificates)", CA_FOLDER),
                Directives.folder("SSLProxyCARevocationPath", "SSL Proxy: CA Certificate Revocation List (CRL) path ('/path/to/dir' - contains PEM"
                        + " encoded files)", REVOCATION_FOLDER),
                Directives.file("SSLProxyCARevocationFile", "SSL Proxy: CA Certificate Revocation List (CRL) file ('/path/to/file' - PEM encoded)",
                        REVOCATION_FILE),
                Directives.host("SSLProxyCARevocationCheck", "SSL Proxy: CA Certificate Revocation List (CRL) checking mode")
                        .takes(Takes.MANY)
                        .sets(REVOCATION_CHECK, (_, words) -> ServerDirectives.revocationCheck(words)),
                Directives.file("SSLProxyMachineCertificateFile", "SSL Proxy: file containing client certificates ('/path/to/file' - PEM encoded"
                        + " certificates)", CERTIFICATES),
                Directives.folder("SSLProxyMachineCertificatePath", "SSL Proxy: directory containing client certificates ('/path/to/dir' - contains"
                        + " PEM encoded certificates)", CERTIFICATE_FOLDER),
                Directives.file("SSLProxyMachineCertificateChainFile", "SSL Proxy: file containing issuing certificates of the client certificate"
                        + " (`/path/to/file' - PEM encoded certificates)", CHAIN),
                Directives.flag("SSLProxyCheckPeerExpire", "SSL Proxy: check the peer certificate's expiration date", CHECK_EXPIRE),
                Directives.flag("SSLProxyCheckPeerCN", "SSL Proxy: check the peer certificate's CN", CHECK_CN),
                Directives.flag("SSLProxyCheckPeerName", "SSL Proxy: check the peer certificate's name (must be present in subjectAltName extension"
                        + " or CN", CHECK_NAME));
    }
}
