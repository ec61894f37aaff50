package muster.mpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import muster.io.Connection;
import muster.io.Stop;
import org.junit.jupiter.api.Test;

/// What a child plays to itself while it has nothing else to do.
class RehearsalTest {
    private static final Stop NEVER = new Stop() {
        @Override
        public boolean requested() {
            return false;
        }

        @Override
        public int descriptor() {
            return -1;
        }
    };

    @Test
    void playsWholeRequestsUntilItHasPlayedEnough() {
        var received = new ArrayList<String>();
        var rehearsal = new Rehearsal(_ -> (connection, _) -> received.add(everything(connection)), "/small", NEVER);
        int steps = 0;
        while (rehearsal.getAsBoolean()) {
            steps++;
            assertTrue(steps < 1000, "it goes on for ever");
        }
        assertTrue(received.size() > 10, received.size() + " rounds");
        for (String round : received) {
            assertEquals(4, round.split("GET /small HTTP/1.1\r\n", -1).length - 1);
            assertTrue(round.endsWith("Connection: close\r\n\r\n"), round);
        }
        assertFalse(rehearsal.getAsBoolean());
    }

    @Test
    void givesUpWhereItCantPlay() {
        var rehearsal = new Rehearsal(
                _ -> {
                    throw new IOException("no stage");
                },
                "/small",
                NEVER);
        assertFalse(rehearsal.getAsBoolean());
    }

    private static String everything(Connection connection) {
        var bytes = new byte[16 * 1024];
        try (connection) {
            int n = connection.tryRead(bytes, 0, bytes.length);
            return new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
