package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clients that take their time hold no worker under event: far more of them than there are workers leave it serving others.
final class SlowClientsTest {
    private static final String BODY = "hello, world\n";
    private static final int OF_EACH_KIND = 150;

    @Test
    void leaveTheEventMpmServingOthers() throws IOException {
        var slow = new ArrayList<Wire>();
        try (var server = TestServer.create(Program.MUSTER).file("htdocs/hello.txt", BODY)) {
            server.file("htdocs/large.bin", "0123456789abcdef".repeat(256 * 1024)).configure(MpmName.EVENT, "").start();
            for (int i = 0; i < OF_EACH_KIND; i++) {
                slow.add(server.connect());
                slow.add(server.connect().send("GET /hello.txt HTTP/1.1\r\nHost: loc"));
                slow.add(server.connect().send(Wire.request("GET", "/large.bin"))); // and reads nothing
                Wire idle = server.connect();
                idle.exchange("GET", "/hello.txt");
                slow.add(idle);
            }
            try (Load load = Load.of(4, server.port(), "/hello.txt", BODY)) {
                load.awaitMore(200);
                assertEquals(List.of(), load.finish());
            }
            for (Wire wire : slow) {
                wire.close();
            }
        }
    }
}
