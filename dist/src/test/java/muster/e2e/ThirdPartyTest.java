package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What others can bring in a jar of their own: an MPM, directives, handlers, and protocols to switch to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ThirdPartyTest {
    private static final String SOLO = TestServer.loadModule("mpm_solo") + "StartServers 2\nMinSpareServers 1\nMaxSpareServers 4\nMaxRequestWorkers 8\n";
    private static final String SHOUT = TestServer.loadModule("shout") + """
            <Location /shout>
                SetHandler shout
                ShoutGreeting "good morning"
            </Location>
            """;

    private ThirdPartyJar jar;

    @BeforeAll
    void build() {
        jar = new ThirdPartyJar();
    }

    @AfterAll
    void remove() {
        jar.close();
    }

    private TestServer start(String mpm) {
        var server = TestServer.of(jar.startScript()).file("htdocs/hello.txt", "hello");
        server.configure(mpm, SHOUT + "LogFormat \"%r %>s %k\" short\nCustomLog logs/short.log short\n");
        return server.start();
    }

    @Test
    void aFourthMpmIsOneClass() {
        try (var server = start(SOLO)) {
            assertTrue(Processes.title(server.children().getFirst()).startsWith("muster: solo child"));
            assertTrue(server.command("-V").ok().out().contains("Server MPM:     solo"));
            assertTrue(server.command("-M").ok().out().contains(" mpm_solo_module (shared)\n"));
            try (Load load = Load.of(4, server.port(), "/hello.txt", "hello")) {
                load.awaitMore(50);
                server.configure(MpmName.EVENT, SHOUT);
                server.graceful();
                Await.until("children of event", () -> Processes.title(server.children().getFirst()).startsWith("muster: event child"));
                load.awaitMore(50);
                assertEquals(java.util.List.of(), load.finish());
            }
        }
    }

    @Test
    void twoMpmsAreOneTooMany() {
        try (var server = TestServer.of(jar.startScript())) {
            server.configure(SOLO + TestServer.loadModule("mpm_event"), "");
            Ran ran = server.command("-k", "start");
            assertEquals(1, ran.code());
            assertEquals("""
                    AH00534: muster: Configuration error: More than one MPM loaded.
                    Keep one of these LoadModule lines and remove the others: mpm_solo_module, mpm_event_module
                    """, ran.err());
        }
    }

    @ParameterizedTest
    @EnumSource(MpmName.class)
    void aHandlerMaySwitchToAnotherProtocol(MpmName mpm) throws IOException {
        try (var server = start(mpm.configuration())) {
            assertEquals("GOOD MORNING", server.get("/shout").body());
            try (Wire wire = server.connect()) {
                String asked = Wire.request("GET", "/shout", "Connection: upgrade", "Upgrade: other, shout");
                wire.send(asked + "what is sent with it, "); // in the same segment
                Reply reply = wire.receive();
                assertEquals("HTTP/1.1 101 Switching Protocols", reply.statusLine());
                assertEquals("shout", reply.header("Upgrade"));
                assertEquals("Upgrade", reply.header("Connection"));
                assertTrue(!reply.has("Content-Length") && !reply.has("Transfer-Encoding") && !reply.has("Content-Type"), reply.toString());
                wire.send("and after it");
                assertEquals("WHAT IS SENT WITH IT, AND AFTER IT", wire.exactly(34));
                assertEquals("GOOD MORNING", server.get("/shout").body());
                wire.half();
                assertTrue(wire.ended());
            }
            Await.until("the line in the access log", () -> server.read("logs/short.log").contains("GET /shout HTTP/1.1 101 0\n"));
        }
    }

    @ParameterizedTest
    @EnumSource(MpmName.class)
    void anotherProtocolIsNotSpokenUnasked(MpmName mpm) throws IOException {
        try (var server = start(mpm.configuration())) {
            assertEquals("GOOD MORNING", server.get("/shout", "Upgrade: shout").body()); // not named in Connection
            assertEquals("GOOD MORNING", server.get("/shout", "Connection: upgrade", "Upgrade: whisper").body());
            try (Wire old = server.connect()) {
                old.send("GET /shout HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: shout\r\n\r\n");
                assertEquals(200, old.receive().status());
            }
        }
    }

    /// A tunnel may last for hours: it must not keep an old generation's child from finishing.
    @Test
    void aStoppingChildEndsWhatWaits() throws IOException {
        try (var server = start(MpmName.EVENT.configuration())) {
            try (Wire wire = server.connect()) {
                wire.send(Wire.request("GET", "/shout", "Connection: upgrade", "Upgrade: shout"));
                wire.receive();
                long child = server.children().getFirst();
                server.graceful();
                Await.until("another child", () -> !server.children().isEmpty() && !server.children().contains(child));
                assertTrue(wire.ended());
            }
        }
    }
}
