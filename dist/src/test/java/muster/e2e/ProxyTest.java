package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a backend behind mod_proxy_http does reaches the client as it does it.
final class ProxyTest extends EachMpm {
    private static final int LARGE = 32 << 20;

    private HttpBackend backend;

    @Override
    void prepare() {
        try {
            backend = new HttpBackend();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        server.file("htdocs/hello.txt", "hello");
        server.configure(
                mpm,
                TestServer.loadModule("proxy") + TestServer.loadModule("proxy_http")
                        + "ProxyPass /b/ http://127.0.0.1:" + backend.port() + "/ upgrade=upper\n");
    }

    @Test
    void takesContentOfKnownAndUnknownLength() throws IOException {
        String content = "0123456789abcdef".repeat(LARGE / 64);
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("POST", "/b/count", "Content-Length: " + content.length())).send(content);
            assertEquals(Integer.toString(content.length()), wire.receive().body());
            wire.send(Wire.request("POST", "/b/count", "Transfer-Encoding: chunked"))
                    .send("10\r\n0123456789abcdef\r\n" + Integer.toHexString(content.length()) + "\r\n" + content + "\r\n0\r\n\r\n");
            assertEquals(Integer.toString(content.length() + 16), wire.receive().body());
        }
    }

    @Test
    void givesLargeResponses() {
        assertEquals(LARGE, server.get("/b/large/" + LARGE).body().length());
    }

    @Test
    void passesOnWhatHasComeBeforeMoreComes() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/b/drip", "Connection: close"));
            var seen = new StringBuilder();
            while (!seen.toString().contains("first\n")) {
                seen.append(wire.piece());
            }
            backend.goOn();
            assertTrue(wire.readToEnd().contains("second\n"));
        }
    }

    @Test
    void carriesAnotherProtocol() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/b/upper", "Connection: Upgrade", "Upgrade: upper") + "early ");
            Reply reply = wire.receive();
            assertEquals(101, reply.status());
            var seen = new StringBuilder();
            while (!seen.toString().equals("ready.EARLY ")) {
                seen.append(wire.piece());
            }
            wire.send("late").half();
            assertEquals("LATE", wire.readToEnd());
        }
    }

    @Test
    void saysWhenABackendIsNoUse() {
        assertEquals(502, server.get("/b/nothing").status());
        assertEquals(502, server.get("/b/confused").status());
        assertThrows(UncheckedIOException.class, () -> server.get("/b/break"), "the response breaks off, and the client sees it");
        assertEquals("0", server.get("/b/count").body());
    }

    @Test
    void losesNothingWhileBackendsCloseConnections() {
        try (Load load = Load.of(4, server.port(), "/b/count", "0")) {
            load.awaitMore(200);
            assertEquals(List.of(), load.finish());
        }
    }
}
