package muster.modules.tls;

import java.util.List;
import java.util.Map;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;

/// mod_ssl's directives about OCSP: the responses that are stapled to our certificates, and the questions about those of clients.
final class StaplingDirectives {
    private StaplingDirectives() {}

    /// Whether clients' certificates are asked about.
    static List<DirectiveType<?>> clients() {
        return List.of(
                Directives.host("SSLOCSPEnable", "Enable use of OCSP to verify certificate revocation mode ('on', 'leaf', 'off')")
                        .takes(Takes.MANY)
                        .sets(TlsSettings.OCSP_CLIENTS, (_, words) -> {
                            if (words.count() == 0) {
                                throw words.wrong("SSLOCSPEnable: Invalid argument ''");
                            }
                            boolean on = Directives.choice(words, 0, Map.of("off", false, "leaf", true, "on", true));
                            for (int i = 1; i < words.count(); i++) {
                                Directives.choice(words, i, Map.of("no_ocsp_for_cert_ok", true));
                            }
                            if (on) {
                                // Nobody may believe that clients are checked who are not.
                                throw words.wrong("SSLOCSPEnable: this server asks no OCSP responder about clients' certificates;"
                                        + " SSLCARevocationFile and SSLCARevocationCheck work");
                            }
                            return false;
                        }),
                Directives.ignored(Directives.host("SSLOCSPDefaultResponder", "URL of the default OCSP Responder")),
                Directives.ignored(Directives.host("SSLOCSPOverrideResponder", "Force use of the default responder URL ('on', 'off')").takes(Takes.FLAG), true),
                Directives.checked("SSLOCSPResponseTimeSkew", "Maximum time difference in OCSP responses"),
                Directives.checked("SSLOCSPResponseMaxAge", "Maximum age of OCSP responses"),
                Directives.checked("SSLOCSPResponderTimeout", "OCSP responder query timeout"),
                Directives.ignored(Directives.host("SSLOCSPUseRequestNonce", "Whether OCSP queries use a nonce or not ('on', 'off')").takes(Takes.FLAG), true),
                Directives.ignored(Directives.host("SSLOCSPProxyURL", "Proxy URL to use for OCSP requests")),
                Directives.ignored(Directives.host("SSLOCSPNoVerify", "Do not verify OCSP Responder certificate ('on', 'off')").takes(Takes.FLAG), true),
                Directives.file("SSLOCSPResponderCertificateFile", "Trusted OCSP responder certificates(`/path/to/file' - PEM encoded certificates)",
                        ConfigSlot.serverValue("SSLOCSPResponderCertificateFile", List.of())));
    }

    /// What is stapled to our own.
    static List<DirectiveType<?>> staples() {
        return List.of(
                Directives.global("SSLStaplingCache", "SSL Stapling Response Cache storage (`dbm:/path/to/file')")
                        .sets(TlsSettings.WITHOUT_EFFECT,
                                (before, words) -> ServerDirectives.cache(before, words, "stapling cache not supported", " ", "")),
                Directives.flag("SSLUseStapling", "SSL switch for the OCSP Stapling protocol (`on', `off')", TlsSettings.STAPLING),
                Directives.seconds("SSLStaplingResponseTimeSkew", "SSL stapling option for maximum time difference in OCSP responses",
                        TlsSettings.STAPLING_SKEW),
                Directives.seconds("SSLStaplingResponderTimeout", "SSL stapling option for OCSP responder timeout", TlsSettings.STAPLING_TIMEOUT),
                Directives.seconds("SSLStaplingResponseMaxAge", "SSL stapling option for maximum age of OCSP responses", TlsSettings.STAPLING_AGE),
                Directives.seconds("SSLStaplingStandardCacheTimeout", "SSL stapling option for normal OCSP Response Cache Lifetime",
                        TlsSettings.STAPLING_LIFE),
                Directives.flag("SSLStaplingReturnResponderErrors", "SSL stapling switch to return Status Errors Back to Client(`on', `off')",
                        TlsSettings.STAPLING_ERRORS),
                Directives.ignored(Directives.host("SSLStaplingFakeTryLater", "SSL stapling switch to send tryLater response to client on error (`on', `off')")
                        .takes(Takes.FLAG), true),
                Directives.checked("SSLStaplingErrorCacheTimeout", "SSL stapling option for OCSP Response Error Cache Lifetime"),
                Directives.host("SSLStaplingForceURL", "SSL stapling option to Force the OCSP Stapling URL")
                        .sets(TlsSettings.STAPLING_URL, (_, words) -> words.text(0)));
    }
}
