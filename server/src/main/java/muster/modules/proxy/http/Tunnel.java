package muster.modules.proxy.http;

import java.io.IOException;
import muster.core.ClientConnection;
import muster.core.ConnectionProtocol;
import muster.core.Slots;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.Ready;
import muster.io.SocketConnection;
import muster.io.Stop;
import muster.io.Waiter;
import muster.modules.proxy.Backend;

/// Bytes that go to and fro between a client and a backend, whatever they mean to the two (httpd's `ap_proxy_tunnel`): a WebSocket.
/// It holds no slot; under event it costs a parked virtual thread and two buffers.
final class Tunnel implements ConnectionProtocol {
    private final SocketConnection backend;
    private final Backend pool;
    private final Way fromBackend;
    private final long timeoutMillis;

    /// One direction.
    private static final class Way {
        private final byte[] bytes;
        private int from;
        private int to;
        private boolean ended;
        private boolean told;

        Way(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        boolean empty() {
            return from == to;
        }

        /// Moves what can be moved without waiting; whether anything moved.
        boolean move(Connection source, Connection target) throws IOException {
            boolean moved = false;
            if (empty() && !ended) {
                int n = source.tryRead(bytes, 0, bytes.length);
                ended = n == Connection.END;
                from = 0;
                to = Math.max(0, n);
                moved = n > 0 || ended;
            }
            if (!empty()) {
                int n = target.tryWrite(bytes, from, to - from, false);
                from += Math.max(0, n);
                moved |= n > 0;
            }
            if (ended && empty() && !told) {
                told = true;
                target.shutdownOutput();
                moved = true;
            }
            return moved;
        }
    }

    /// @param input what the backend has said already, from an offset to another
    Tunnel(SocketConnection backend, Backend pool, byte[] input, int from, int to, long timeoutMillis) {
        this.backend = backend;
        this.pool = pool;
        this.fromBackend = new Way(input, from, to);
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void serve(ClientConnection client, Slots slots, Stop stop) throws IOException {
        try {
            carry(client.transport());
        } finally {
            pool.release(backend, false);
        }
    }

    private void carry(Connection client) throws IOException {
        var fromClient = new Way(new byte[fromBackend.bytes.length], 0, 0);
        Waiter waiter = client.waiter();
        int[] fds = {client.descriptor(), backend.descriptor()};
        int[] interests = new int[2];
        int[] ready = new int[2];
        while (!fromClient.told || !fromBackend.told) {
            boolean moved = fromClient.move(client, backend);
            moved |= fromBackend.move(backend, client);
            if (moved) {
                continue;
            }
            interests[0] = interest(fromClient, fromBackend);
            interests[1] = interest(fromBackend, fromClient);
            if (waiter.awaitAny(fds, interests, ready, Deadline.inMillis(timeoutMillis), false) == Ready.TIMED_OUT) {
                return;
            }
        }
    }

    private static int interest(Way reads, Way writes) {
        int reading = reads.empty() && !reads.ended ? Waiter.READABLE : 0;
        int writing = writes.empty() ? 0 : Waiter.WRITABLE;
        return reading | writing;
    }
}
