package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/// HTTPS under every MPM: what a table of single requests can't show.
final class TlsTest extends EachMpm {
    private static final int LARGE = 8 << 20;

    @Override
    void prepare() {
        server.certificates();
        server.file("htdocs/index.html", "home");
        server.file("htdocs/large.bin", "0123456789abcdef".repeat(LARGE / 16));
        server.file("htdocs/required/index.html", "required");
        server.configure(mpm, TestServer.loadModule("ssl") + TestServer.loadModule("headers") + """
                StartServers 3
                MinSpareServers 3
                ThreadsPerChild 8
                Listen 127.0.0.1:%d https
                SSLPassPhraseDialog exec:tls/dialog
                <VirtualHost *:%1$d>
                    ServerName localhost
                    SSLCertificateFile tls/locked.pem
                    SSLCertificateKeyFile tls/locked.key
                    SSLCertificateFile tls/ec.pem
                    SSLCertificateKeyFile tls/ec.key
                    SSLCertificateFile tls/ed25519.pem
                    SSLCertificateKeyFile tls/ed25519.key
                    SSLCACertificateFile tls/ca.pem
                    Header set X-Session "%%{SSL_SESSION_RESUMED}s"
                    <Location /required>
                        SSLVerifyClient require
                    </Location>
                </VirtualHost>
                """.formatted(server.securePort()));
    }

    @Test
    void everyKindOfKeyIsServed() {
        assertEquals("home", TlsClient.get(server, "/", "-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256").body());
        assertEquals("home", TlsClient.get(server, "/", "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256").body());
        assertEquals("home", TlsClient.get(server, "/", "-sigalgs", "ed25519").body());
    }

    @Test
    void largeFilesArriveWhole() {
        assertEquals("0123456789abcdef".repeat(LARGE / 16), TlsClient.get(server, "/large.bin").body());
    }

    @Test
    void anyChildResumesWhatAnotherBegan() throws Exception {
        SSLContext context = context();
        var held = new ArrayList<SSLSocket>();
        try (SSLSocket first = connect(context)) {
            assertTrue(request(first).contains("X-Session: Initial"));
        }
        try {
            // Held open side by side: under prefork each is another child's.
            for (int i = 0; i < 3; i++) {
                held.add(connect(context));
                String head = request(held.getLast());
                assertTrue(head.contains("X-Session: Resumed"), head);
            }
        } finally {
            for (SSLSocket one : held) {
                one.close();
            }
        }
    }

    @Test
    void clientsThatGoAwayInTheHandshakeAreGone() throws IOException {
        byte[] hello = firstBytesOfAHandshake();
        for (int length : new int[] {0, 1, 5, 40, hello.length - 1, hello.length}) {
            for (int i = 0; i < 4; i++) {
                try (var socket = new Socket("127.0.0.1", server.securePort())) {
                    socket.getOutputStream().write(hello, 0, length);
                    socket.setSoLinger(i % 2 == 0, 0);
                }
            }
        }
        assertEquals("home", TlsClient.get(server, "/").body());
    }

    @Test
    void nonsenseInsteadOfTlsIsEnded() throws IOException {
        for (String nonsense : List.of("\0\0\0\0\0\0\0\0", "SSH-2.0-x\r\n", "\u0016\u0003\u0001\u00ff\u00ff\u0001", "\u0080\u0080\u0001\u0003")) {
            try (var wire = new Wire(server.securePort())) {
                wire.send(nonsense + "x".repeat(20_000)).half();
                assertTrue(wire.ended() || !wire.readToEnd().startsWith("HTTP"), nonsense);
            } catch (IOException refused) {
                // a reset says as much
            }
        }
        assertEquals("home", TlsClient.get(server, "/").body());
    }

    @Test
    void plainHttpIsAnsweredWithAdvice() {
        Reply reply = Wire.ask(server.securePort(), "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertEquals(400, reply.status());
        assertTrue(reply.body().contains("Instead use the HTTPS scheme to access this URL, please"), reply.body());
    }

    /// httpd breaks the connection off; a page can say what is missing.
    @Test
    void withoutARequiredCertificateThereIsAPage() {
        assertEquals(403, TlsClient.get(server, "/required/", "-tls1_3").status());
        assertEquals(403, TlsClient.get(server, "/required/", "-tls1_2").status());
        assertEquals(200, TlsClient.get(server, "/required/", "-tls1_3", "-cert", "ok").status());
        assertEquals(200, TlsClient.get(server, "/required/", "-tls1_2", "-cert", "ok").status());
    }

    @Test
    void onlyTls12And13AreSpokenUnlessAskedFor() {
        assertTrue(TlsClient.exchange(server, List.of("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), "").err().contains("alert number 70"));
        assertTrue(TlsClient.exchange(server, List.of("-tls1_2", "-cipher", "AES128-SHA"), "").err().contains("alert number 40"));
    }

    @Test
    void http11IsAgreedOn() throws Exception {
        try (SSLSocket socket = connect(context())) {
            assertEquals("http/1.1", socket.getApplicationProtocol());
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsFoundByTheCheck() {
        try (var other = TestServer.create()) {
            other.certificates().configure(mpm, TestServer.loadModule("ssl") + """
                    <VirtualHost *:1>
                        ServerName wrong.test
                        SSLEngine on
                        SSLCertificateFile tls/rsa.pem
                        SSLCertificateKeyFile tls/ec.key
                    </VirtualHost>
                    <VirtualHost *:2>
                        ServerName other.test
                        SSLEngine on
                    </VirtualHost>
                    """);
            Ran ran = other.command("-t");
            assertEquals(1, ran.code());
            assertTrue(ran.err().contains("AH02565: Certificate and private key wrong.test:443:0 from"), ran.err());
            assertTrue(ran.err().matches("(?s)AH00526: Syntax error on line \\d+ of .*"), ran.err());
        }
    }

    @Test
    void aReplacedCertificateIsTakenUpByGraceful() throws IOException {
        Path used = server.folder().resolve("tls/ec.pem");
        Path key = server.folder().resolve("tls/ec.key");
        byte[] pem = Files.readAllBytes(used);
        byte[] old = Files.readAllBytes(key);
        Files.copy(server.folder().resolve("tls/ok.pem"), used, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(server.folder().resolve("tls/ok.key"), key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try {
            server.graceful();
            Await.until("the new certificate", () -> certificate().contains("CN=Ada"));
        } finally {
            Files.write(used, pem);
            Files.write(key, old);
            server.graceful();
            Await.until("the old certificate", () -> certificate().contains("CN=localhost"));
        }
    }

    private String certificate() {
        try (SSLSocket socket = connect(context())) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
        } catch (IOException | GeneralSecurityException notNow) {
            return "";
        }
    }

    /// What a Java client says first.
    private static byte[] firstBytesOfAHandshake() {
        try (var listener = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Thread client = Thread.ofVirtual().start(() -> {
                try (var socket = (SSLSocket) context().getSocketFactory().createSocket("127.0.0.1", listener.getLocalPort())) {
                    socket.startHandshake();
                } catch (IOException | GeneralSecurityException ended) {
                    // as it must be
                }
            });
            byte[] hello = new byte[4096];
            int length;
            try (Socket accepted = listener.accept()) {
                length = accepted.getInputStream().read(hello);
            }
            client.join();
            return java.util.Arrays.copyOf(hello, length);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException problem) {
            throw new AssertionError(problem);
        }
    }

    private SSLSocket connect(SSLContext context) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", server.securePort());
        socket.setSoTimeout(15_000);
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"nonsense", "http/1.1"});
        parameters.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String request(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        var head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (!head.toString().endsWith("home")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// A context that believes everybody.
    private static SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Believer()}, null);
        return context;
    }

    private static final class Believer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            // whoever it is
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // whoever it is
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
