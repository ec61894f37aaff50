package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// FastCGI backends: what can't be laid beside httpd because it is about time, size or connections.
final class ProxyFcgiTest extends EachMpm {
    private FcgiBackend backend;

    @Override
    void prepare() {
        try {
            backend = new FcgiBackend();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        server.file("htdocs/a.php", "").configure(mpm, TestServer.loadModule("proxy") + TestServer.loadModule("proxy_fcgi") + """
                ProxyPass /kept fcgi://127.0.0.1:%1$d/kept enablereuse=on
                ProxyPass /once fcgi://127.0.0.1:%1$d/once
                ProxyPass /short fcgi://127.0.0.1:%1$d/short timeout=1
                ProxyPass /one fcgi://127.0.0.1:%1$d/one max=1
                """.formatted(backend.port()));
    }

    @Test
    void carriesMoreThanSocketsHold() {
        String much = "0123456789abcdef".repeat(300_000);
        Reply reply = Wire.ask(
                server.port(), Wire.request("POST", "/once/a", "Content-Length: " + much.length()) + much);
        assertEquals(200, reply.status());
        assertTrue(reply.body().endsWith(much), "the content comes back");
        assertTrue(reply.body().contains("CONTENT_LENGTH=" + much.length() + "\n"));
    }

    @Test
    void tellsTheLengthOfChunkedContent() {
        String chunk = "10000\r\n" + "x".repeat(65536) + "\r\n";
        Reply reply = Wire.ask(
                server.port(), Wire.request("POST", "/once/a", "Transfer-Encoding: chunked") + chunk.repeat(3) + "0\r\n\r\n");
        assertTrue(reply.body().contains("CONTENT_LENGTH=196608\n"), reply.body().substring(0, 1000));
        assertFalse(reply.body().contains("TRANSFER_ENCODING"));
    }

    @Test
    void sendsWhatComesEarly() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/once/a", "X-Do: say:%0Afirst wait:500 say:second wait:500"));
            long start = System.nanoTime();
            String early = wire.readUntil("first");
            assertTrue(early.contains("Transfer-Encoding: chunked"), early);
            assertFalse(early.contains("second"));
            wire.readUntil("second\r\n0\r\n\r\n");
            assertTrue(System.nanoTime() - start > 400_000_000, "the first part came with the second");
        }
    }

    @Test
    void knowsTheLengthOfWhatIsSaidInOneGo() {
        assertEquals("4", server.get("/once/a", "X-Do: say:%0Abody").header("Content-Length"));
    }

    @Test
    void keepsConnectionsWhereItMay() {
        int before = backend.connections.get();
        IntStream.range(0, 20).forEach(_ -> assertEquals(200, server.get("/kept/a").status()));
        assertTrue(backend.connections.get() - before < 20, "connections: " + (backend.connections.get() - before));
        before = backend.connections.get();
        IntStream.range(0, 5).forEach(_ -> assertEquals(200, server.get("/once/a").status()));
        assertEquals(5, backend.connections.get() - before);
    }

    @Test
    void usesNoConnectionThatTheBackendHasLeft() {
        for (int i = 0; i < 10; i++) {
            assertEquals(200, server.get("/kept/a", "X-Do: say:%0Ax end:0").status());
            int status = server.get("/kept/a", "X-Do: close").status();
            assertEquals(503, status);
        }
        assertEquals(200, server.get("/kept/a").status());
    }

    @Test
    void givesUpOnASilentBackend() {
        assertEquals(504, server.get("/short/a", "X-Do: wait:3000").status());
    }

    @Test
    void breaksOffWhatABackendBreaksOff() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/once/a", "X-Do: say:%0Asome wait:100 close"));
            wire.readUntil("some");
            String rest = wire.readToEnd();
            assertFalse(rest.contains("0\r\n\r\n"), rest);
        }
    }

    @Test
    void endsWithoutAnEndOfTheHead() {
        assertEquals(500, server.get("/once/a", "X-Do: say:no%20head").status());
        assertEquals(503, server.get("/once/a", "X-Do: end:2").status());
    }

    @Test
    void waitsForAConnectionWhereTheirNumberIsLimited() throws Exception {
        var threads = IntStream.range(0, 5)
                .mapToObj(_ -> new Thread(() -> assertEquals(200, server.get("/one/a", "X-Do: wait:20 say:%0Aok").status())))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(200, server.get("/one/a").status());
    }
}
