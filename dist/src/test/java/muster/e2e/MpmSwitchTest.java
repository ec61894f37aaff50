package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What no other server does: the MPM of a running server is changed by one line and a graceful restart, and no connection is lost.
final class MpmSwitchTest {
    private static final String BODY = "hello, world\n";

    @Test
    void losesNothing() {
        try (var server = TestServer.create(Program.MUSTER).file("htdocs/hello.txt", BODY)) {
            server.configure(MpmName.PREFORK, "").start();
            try (Load load = Load.of(6, server.port(), "/hello.txt", BODY)) {
                for (MpmName mpm : List.of(MpmName.WORKER, MpmName.EVENT, MpmName.PREFORK)) {
                    server.configure(mpm, "");
                    server.graceful();
                    Await.until("the children of " + mpm, () -> allChildrenAre(server, mpm));
                    load.awaitMore(50);
                }
                assertEquals(List.of(), load.finish());
            }
        }
    }

    private static boolean allChildrenAre(TestServer server, MpmName mpm) {
        List<Long> children = server.children();
        return !children.isEmpty()
                && children.stream().allMatch(child -> Processes.title(child).equals("muster: " + mpm.text() + " child"));
    }

    /// As `nobody`, if the tests run as root.
    @Test
    void needsNoRoot() {
        for (MpmName mpm : MpmName.values()) {
            try (var server = TestServer.createAsOrdinaryUser().file("htdocs/hello.txt", BODY)) {
                server.configure(mpm, "").start();
                assertEquals(BODY, server.get("/hello.txt").body());
                assertTrue(!Processes.status(server.pid(), "Uid").startsWith("0 "), "the parent is no root");
            }
        }
    }
}
