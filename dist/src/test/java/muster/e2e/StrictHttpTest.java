package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that RFC 9112 forbids, or that two servers might read differently: refused, and the connection closed, so that
/// nothing can be smuggled behind them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrictHttpTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final TestServer server = TestServer.create();

    @BeforeAll
    void start() {
        server.file("htdocs/index.html", "home").configure(MpmName.EVENT, "TraceEnable off\n").start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// What, the bytes, the status, and whether httpd 2.4 refuses it too (where it is more lenient, Muster is the stricter).
    static Stream<Arguments> refused() {
        return Stream.of(
                bad("bare LF in the request line", "GET / HTTP/1.1\n" + HOST + "\r\n", 400, true),
                bad("bare LF after a field", "GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", 400, true),
                bad("bare CR in a field", "GET / HTTP/1.1\r\n" + HOST + "X: a\rb\r\n\r\n", 400, true),
                bad("NUL in a field", "GET / HTTP/1.1\r\n" + HOST + "X: a\0b\r\n\r\n", 400, true),
                bad("a folded field", "GET / HTTP/1.1\r\n" + HOST + "X: a\r\n b\r\n\r\n", 400, false),
                bad("a blank before the colon", "GET / HTTP/1.1\r\n" + HOST + "X : a\r\n\r\n", 400, true),
                bad("a field without a name", "GET / HTTP/1.1\r\n" + HOST + ": a\r\n\r\n", 400, true),
                bad("a field without a colon", "GET / HTTP/1.1\r\n" + HOST + "X\r\n\r\n", 400, true),
                bad("a bad character in a name", "GET / HTTP/1.1\r\n" + HOST + "X(y): a\r\n\r\n", 400, true),
                bad("a blank before the first field", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", 400, true),
                bad("no Host", "GET / HTTP/1.1\r\n\r\n", 400, true),
                bad("two Hosts", "GET / HTTP/1.1\r\n" + HOST + "Host: other\r\n\r\n", 400, true),
                bad("an invalid Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, true),
                bad("Content-Length and Transfer-Encoding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, false),
                bad("two lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400, true),
                bad("a list of lengths", post("Content-Length: 3, 3\r\n", "abc"), 400, true),
                bad("a signed length", post("Content-Length: +3\r\n", "abc"), 400, true),
                bad("a negative length", post("Content-Length: -3\r\n", ""), 400, true),
                bad("a hexadecimal length", post("Content-Length: 0x3\r\n", "abc"), 400, true),
                bad("an empty length", post("Content-Length: \r\n", ""), 400, true),
                bad("a huge length", post("Content-Length: 99999999999999999999\r\n", ""), 400, true),
                bad("a coding that is not chunked", post("Transfer-Encoding: gzip\r\n", ""), 400, false),
                bad("chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400, false),
                bad("chunked not last", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400, false),
                bad("two Transfer-Encodings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400, false),
                bad("an almost chunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400, false),
                bad("Transfer-Encoding in HTTP/1.0", "POST / HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, false),
                bad("HTTP/1.2", "GET / HTTP/1.2\r\n" + HOST + "\r\n", 505, false),
                bad("HTTP/2.0 in a request line", "GET / HTTP/2.0\r\n" + HOST + "\r\n", 505, false),
                bad("HTTP/0.9", "GET /\r\n", 400, false),
                bad("a version in small letters", "GET / http/1.1\r\n" + HOST + "\r\n", 400, true),
                bad("two blanks", "GET  / HTTP/1.1\r\n" + HOST + "\r\n", 400, true),
                bad("a tab for a blank", "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n", 400, true),
                bad("a blank at the end", "GET / HTTP/1.1 \r\n" + HOST + "\r\n", 400, true),
                bad("a bad method", "G@T / HTTP/1.1\r\n" + HOST + "\r\n", 400, true),
                bad("a control character in the path", "GET /\u0001 HTTP/1.1\r\n" + HOST + "\r\n", 400, true),
                bad("a path without a slash", "GET index.html HTTP/1.1\r\n" + HOST + "\r\n", 400, true),
                bad("a NUL, encoded", "GET /%00 HTTP/1.1\r\n" + HOST + "\r\n", 404, false),
                bad("a broken escape", "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n", 400, true),
                bad("a request line that is too long", "GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + HOST + "\r\n", 414, true),
                bad("a field that is too long", "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(9000) + "\r\n\r\n", 400, true),
                bad("too many fields", "GET / HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(101) + "\r\n", 400, true));
    }

    private static Arguments bad(String what, String bytes, int status, boolean httpdToo) {
        return Arguments.of(what, bytes, status, httpdToo);
    }

    private static String post(String fields, String body) {
        return "POST / HTTP/1.1\r\n" + HOST + fields + "\r\n" + body;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String bytes, int status, boolean httpdToo) throws IOException {
        if (server.program() == Program.APACHE && !httpdToo) {
            return;
        }
        try (Wire wire = server.connect()) {
            wire.send(bytes + SMUGGLED);
            Reply reply = wire.receive();
            assertEquals(status, reply.status(), what);
            assertEquals("close", reply.header("Connection"), what);
            assertTrue(wire.ended(), "the connection ends, and what came behind is not answered");
        }
    }

    /// Odd, but allowed.
    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("empty lines before the request", "\r\n\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n", 200),
                Arguments.of("no blank after the colon", "GET / HTTP/1.1\r\nHost:localhost\r\n\r\n", 200),
                Arguments.of("blanks around a value", "GET / HTTP/1.1\r\nHost: \t localhost \t\r\n\r\n", 200),
                Arguments.of("an empty value", "GET / HTTP/1.1\r\n" + HOST + "X:\r\n\r\n", 200),
                Arguments.of("an absolute URI", "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
                Arguments.of("chunked in capitals", post("Transfer-Encoding: CHUNKED\r\n", "3\r\nabc\r\n0\r\n\r\n"), 200),
                Arguments.of("a chunk extension", post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\nT: r\r\n\r\n"), 200),
                Arguments.of("a method in small letters", "get / HTTP/1.1\r\n" + HOST + "\r\n", 501),
                Arguments.of("TRACE, switched off", "TRACE / HTTP/1.1\r\n" + HOST + "\r\n", 405));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, String bytes, int status) throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(bytes);
            assertEquals(status, wire.receive().status(), what);
        }
    }

    static Stream<Arguments> badChunks() {
        return Stream.of(
                Arguments.of("no size", "\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("not hexadecimal", "g\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a negative size", "-3\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a prefix", "0x3\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a size beyond 63 bits", "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("too long for its size", "3\r\nabcd\r\n0\r\n\r\n"));
    }

    /// The static handler does not read a body, so the answer may come first; but the connection is over either way.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badChunks(String what, String body) throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(post("Transfer-Encoding: chunked\r\n", body) + SMUGGLED);
            wire.receive();
            assertTrue(wire.ended(), what);
        }
    }
}
