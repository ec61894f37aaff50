package muster.e2e;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mistakes in mod_ssl's directives, in httpd's words. What only shows when httpd starts (a key that doesn't belong to its certificate)
/// is found by `-t` here; that is [TlsTest]'s.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsConfigErrorsTest {
    private final Twins twins = new Twins();

    @BeforeAll
    void certificates() {
        twins.muster().certificates().file("empty", "");
        twins.apache().certificates().file("empty", "");
    }

    @AfterAll
    void close() {
        twins.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SSLEngine",
        "SSLEngine maybe",
        "SSLEngine on off",
        "<Directory />\nSSLEngine on\n</Directory>",
        "SSLCertificateFile",
        "SSLCertificateFile /nonexistent",
        "SSLCertificateFile empty",
        "SSLCertificateFile /tmp",
        "SSLCertificateKeyFile /nonexistent",
        "SSLCertificateChainFile /nonexistent",
        "SSLCACertificateFile /nonexistent",
        "SSLCACertificatePath /nonexistent",
        "SSLCADNRequestFile /nonexistent",
        "SSLCADNRequestPath /nonexistent",
        "SSLCARevocationFile /nonexistent",
        "SSLCARevocationPath /nonexistent",
        "SSLCARevocationCheck maybe",
        "SSLCARevocationCheck chain nonsense",
        "SSLVerifyClient maybe",
        "SSLVerifyDepth -1",
        "SSLProtocol nonsense",
        "SSLProtocol SSLv2",
        "SSLProtocol SSLv3",
        "SSLCipherSuite",
        "SSLCipherSuite TLSv1.2 HIGH",
        "SSLCipherSuite nonsense HIGH",
        "<Directory />\nSSLCipherSuite TLSv1.3 x\n</Directory>",
        "SSLHonorCipherOrder maybe",
        "SSLCompression on",
        "SSLSessionCache",
        "SSLSessionCache shmcb:logs/x(abc)",
        "SSLSessionCacheTimeout -1",
        "SSLSessionTickets maybe",
        "SSLSessionTicketKeyFile /nonexistent",
        "SSLOptions +Nonsense",
        "SSLRequireSSL",
        "<Directory />\nSSLRequire %{SSL_CIPHER} nonsense\n</Directory>",
        "<Directory />\nSSLRequire\n</Directory>",
        "<Directory />\nSSLRenegBufferSize -1\n</Directory>",
        "SSLUserName",
        "SSLStrictSNIVHostCheck maybe",
        "SSLVHostSNIPolicy maybe",
        "SSLRandomSeed startup",
        "SSLRandomSeed startup file:/nonexistent",
        "SSLRandomSeed startup builtin 512",
        "SSLRandomSeed never builtin",
        "SSLRandomSeed startup file:/dev/urandom -1",
        "SSLRandomSeed startup exec:/nonexistent",
        "SSLRandomSeed startup egd:/x",
        "SSLCryptoDevice nonsense",
        "SSLFIPS on\nSSLFIPS off",
        "SSLPassPhraseDialog nonsense",
        "SSLPassPhraseDialog exec:/nonexistent",
        "SSLPassPhraseDialog exec:tls/nonexistent",
        "SSLPassPhraseDialog exec:/bin/true x",
        "SSLUseStapling maybe",
        "SSLStaplingResponderTimeout -1",
        "SSLStaplingResponseTimeSkew -1",
        "SSLStaplingResponseMaxAge -1",
        "SSLStaplingStandardCacheTimeout -1",
        "SSLStaplingErrorCacheTimeout -1",
        "SSLStaplingReturnResponderErrors maybe",
        "SSLOpenSSLConfCmd Nonsense x",
        "SSLOpenSSLConfCmd DHParameters /nonexistent",
        "SSLOCSPEnable maybe",
        "SSLOCSPEnable on nonsense",
        "SSLOCSPResponderTimeout -1",
        "SSLOCSPResponseTimeSkew -1",
        "SSLOCSPResponseMaxAge -1",
        "SSLOCSPUseRequestNonce maybe",
        "SSLLog x",
        "SSLLogLevel x",
        "SSLSRPVerifierFile /nonexistent",
        "SSLProxyEngine maybe",
        "SSLProxyVerify maybe",
        "SSLProxyProtocol nonsense",
        "SSLProxyVerifyDepth -1",
        "SSLProxyCACertificateFile /nonexistent",
        "SSLProxyCARevocationFile /nonexistent",
        "SSLProxyCARevocationCheck maybe",
        "SSLProxyMachineCertificateFile /nonexistent",
        "SSLProxyMachineCertificatePath /nonexistent",
        "SSLProxyMachineCertificateChainFile /nonexistent",
        "SSLProxyCheckPeerCN maybe",
        "<VirtualHost *:1>\nSSLSessionCache none\n</VirtualHost>",
        "<VirtualHost *:1>\nSSLPassPhraseDialog builtin\n</VirtualHost>",
        "<Directory />\nSSLProtocol all\n</Directory>",
        "<Directory />\nSSLCACertificateFile tls/ca.pem\n</Directory>",
        "<Directory />\nRequire ssl x\n</Directory>",
        "<Directory />\nRequire ssl\nRequire ssl-verify-client\n</Directory>",
        "<Directory />\nRequire ssl-verify-client x\n</Directory>"
    })
    void areReportedAsApacheDoes(String body) {
        twins.configure(MpmName.EVENT, TestServer.loadModule("socache_shmcb") + TestServer.loadModule("ssl") + body);
        twins.agreeOnCommand("-t");
    }

    @Test
    void whatApacheTakesIsTaken() {
        twins.configure(MpmName.EVENT, TestServer.loadModule("socache_shmcb") + TestServer.loadModule("ssl") + """
                SSLCertificateFile tls/rsa.pem
                SSLCACertificatePath tls
                SSLCARevocationCheck chain no_crl_for_cert_ok
                SSLVerifyClient on
                SSLVerifyClient off
                SSLVerifyDepth abc
                SSLProtocol
                SSLProtocol all -SSLv2
                SSLProtocol all -SSLv3
                SSLProtocol +TLSv1.2 +TLSv1.3
                SSLProtocol -all
                SSLCipherSuite nonsense
                SSLCipherSuite TLSv1.3 TLS_AES_128_GCM_SHA256
                SSLCipherSuite SSL HIGH
                SSLCompression off
                SSLInsecureRenegotiation off
                SSLSessionCache none
                SSLSessionCache nonenotnull
                SSLSessionCache shmcb:logs/x(512000)
                SSLSessionCache shmcb
                SSLSessionCacheTimeout abc
                SSLOptions
                SSLOptions StdEnvVars +ExportCertData
                SSLOptions +LegacyDNStringFormat
                SSLUserName SSL_CLIENT_S_DN_CN
                SSLVHostSNIPolicy strict
                SSLRandomSeed startup builtin
                SSLRandomSeed startup file:/dev/urandom 512
                SSLRandomSeed startup file:/dev/urandom abc
                SSLCryptoDevice builtin
                SSLFIPS off
                SSLPassPhraseDialog builtin
                SSLPassPhraseDialog exec:tls/dialog
                SSLStaplingCache shmcb:logs/s(128000)
                SSLStaplingFakeTryLater off
                SSLStaplingForceURL x
                SSLOpenSSLConfCmd Curves P-256
                SSLOCSPEnable off
                SSLSRPUnknownUserSeed x
                SSLProxyCipherSuite HIGH
                SSLProxyCACertificateFile tls/ca.pem
                SSLProxyCheckPeerName off
                SSLProxyCheckPeerExpire off
                SSLUseStapling on
                <Directory />
                    SSLRequireSSL on
                    SSLRequire %{SSL_CIPHER_USEKEYSIZE} >= 128
                </Directory>
                """);
        twins.agreeOnCommand("-t");
    }
}
