package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What any client expects of any web server.
final class ServingTest extends EachMpm {
    private static final String LARGE = "0123456789abcdef".repeat(256 * 1024);

    @Override
    void prepare() {
        server.file("htdocs/index.html", "<h1>home</h1>")
                .file("htdocs/hello.txt", "hello, world\n")
                .file("htdocs/large.bin", LARGE)
                .file("htdocs/folder/index.html", "in a folder")
                .file("htdocs/empty.txt", "")
                .configure(mpm, "KeepAliveTimeout 5\nMaxKeepAliveRequests 4\n");
    }

    @Test
    void answersWithAFile() {
        Reply reply = server.get("/hello.txt");
        assertEquals("HTTP/1.1 200 OK", reply.statusLine());
        assertEquals("hello, world\n", reply.body());
        assertEquals("text/plain", reply.header("Content-Type"));
        assertEquals("13", reply.header("Content-Length"));
        assertEquals("bytes", reply.header("Accept-Ranges"));
        assertTrue(reply.has("Date") && reply.has("Server") && reply.has("ETag") && reply.has("Last-Modified"), reply.toString());
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws IOException {
        try (Wire wire = server.connect()) {
            Reply head = wire.exchange("HEAD", "/hello.txt");
            Reply get = wire.exchange("GET", "/hello.txt");
            assertEquals("13", head.header("Content-Length"));
            assertEquals(get.header("ETag"), head.header("ETag"));
            assertEquals("hello, world\n", get.body());
        }
    }

    @Test
    void sendsLargeFilesWhole() {
        assertEquals(LARGE, server.get("/large.bin").body());
    }

    @Test
    void sendsAnEmptyFile() {
        Reply reply = server.get("/empty.txt");
        assertEquals(200, reply.status());
        assertEquals("0", reply.header("Content-Length"));
    }

    @Test
    void findsTheIndexOfAFolder() {
        assertEquals("<h1>home</h1>", server.get("/").body());
        assertEquals("in a folder", server.get("/folder/").body());
    }

    @Test
    void redirectsAFolderWithoutItsSlash() {
        Reply reply = server.get("/folder?a=b", "Host: example.test:" + server.port());
        assertEquals(301, reply.status());
        assertEquals("http://localhost:" + server.port() + "/folder/?a=b", reply.header("Location").replace("example.test", "localhost"));
    }

    @Test
    void saysWhatIsMissing() {
        Reply reply = server.get("/nothing");
        assertEquals("HTTP/1.1 404 Not Found", reply.statusLine());
        assertEquals("text/html; charset=iso-8859-1", reply.header("Content-Type"));
        assertTrue(reply.body().contains("<h1>Not Found</h1>"), reply.body());
    }

    @Test
    void neverLeavesTheDocumentRoot() {
        for (String path : new String[] {"/../server.conf", "/%2e%2e/server.conf", "/folder/../../server.conf", "/..%2fserver.conf", "//../server.conf"}) {
            Reply reply = server.get(path);
            assertTrue(reply.status() == 400 || reply.status() == 404, path + ": " + reply.statusLine());
        }
    }

    @Test
    void keepsAConnectionForSeveralRequests() throws IOException {
        try (Wire wire = server.connect()) {
            for (int i = 0; i < 5; i++) {
                Reply reply = wire.exchange("GET", "/hello.txt");
                assertEquals("hello, world\n", reply.body());
                assertEquals(i == 4 ? "close" : "", reply.header("Connection"));
            }
            assertTrue(wire.ended(), "the last response of MaxKeepAliveRequests closes");
        }
    }

    @Test
    void tellsAnOldClientThatItKeepsTheConnection() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send("GET /hello.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            Reply reply = wire.receive();
            assertEquals("Keep-Alive", reply.header("Connection"));
            assertEquals("timeout=5, max=4", reply.header("Keep-Alive"));
            assertEquals("hello, world\n", wire.exchange("GET", "/hello.txt").body());
        }
    }

    @Test
    void closesWhenAsked() throws IOException {
        try (Wire wire = server.connect()) {
            assertEquals("close", wire.exchange("GET", "/hello.txt", "Connection: close").header("Connection"));
            assertTrue(wire.ended());
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/hello.txt") + Wire.request("HEAD", "/large.bin") + Wire.request("GET", "/folder/")
                    + Wire.request("GET", "/large.bin"));
            assertEquals("hello, world\n", wire.receive().body());
            assertEquals(Integer.toString(LARGE.length()), wire.receive("HEAD").header("Content-Length"));
            assertEquals("in a folder", wire.receive().body());
            assertEquals(LARGE, wire.receive().body());
        }
    }

    @Test
    void readsARequestThatComesByteByByte() throws IOException {
        try (Wire wire = server.connect()) {
            for (char one : Wire.request("GET", "/hello.txt").toCharArray()) {
                wire.send(String.valueOf(one));
            }
            assertEquals("hello, world\n", wire.receive().body());
        }
    }

    @Test
    void answersAClientThatHasFinishedSending() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send(Wire.request("GET", "/large.bin")).half();
            assertEquals(LARGE, wire.receive().body());
            assertTrue(wire.ended());
        }
    }

    @Test
    void speaksHttp10() throws IOException {
        try (Wire wire = server.connect()) {
            wire.send("GET /hello.txt HTTP/1.0\r\n\r\n");
            Reply reply = wire.receive();
            assertEquals("HTTP/1.1 200 OK", reply.statusLine());
            assertEquals("hello, world\n", reply.body());
            assertTrue(wire.ended());
        }
    }

    @Test
    void listsItsMethods() {
        assertEquals(200, Wire.ask(server.port(), Wire.request("OPTIONS", "*")).status());
        Reply reply = Wire.ask(server.port(), Wire.request("OPTIONS", "/hello.txt"));
        assertTrue(reply.header("Allow").contains("GET"), reply.toString());
    }

    @Test
    void doesNotServeOtherMethods() {
        assertEquals(405, Wire.ask(server.port(), Wire.request("DELETE", "/hello.txt")).status());
        assertEquals(501, Wire.ask(server.port(), Wire.request("BREW", "/hello.txt")).status());
    }

    @Test
    void writesAnAccessLogLine() {
        server.get("/hello.txt?logged");
        Await.until("the line in the access log", () -> server.accessLog().contains("\"GET /hello.txt?logged HTTP/1.1\" 200 13\n"));
    }
}
