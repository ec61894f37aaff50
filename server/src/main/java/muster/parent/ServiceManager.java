package muster.parent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Sockets;
import muster.posix.UnixDatagram;
import org.jspecify.annotations.Nullable;

/// The service manager that started this process, if one did: systemd, by its two protocols `sd_notify(3)` and
/// `sd_listen_fds(3)`.
final class ServiceManager {
    private static final int FIRST_DESCRIPTOR = 3;

    private final Map<String, String> environment;

    ServiceManager(Map<String, String> environment) {
        this.environment = environment;
    }

    void ready(String status) {
        tell("READY=1\nSTATUS=" + status + "\nMAINPID=" + Processes.getpid());
    }

    /// A reload begins; systemd wants the time of it, in microseconds of the monotonic clock, which is that of nanoTime on Linux.
    void reloading() {
        tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
    }

    void stopping() {
        tell("STOPPING=1");
    }

    /// Listening sockets that were opened for this process, by the address they are bound to.
    Map<InetSocketAddress, Integer> sockets() {
        var sockets = new LinkedHashMap<InetSocketAddress, Integer>();
        int count = number(environment.get("LISTEN_FDS"));
        if (number(environment.get("LISTEN_PID")) != Processes.getpid()) {
            return sockets;
        }
        for (int fd = FIRST_DESCRIPTOR; fd < FIRST_DESCRIPTOR + count; fd++) {
            try {
                sockets.put(Sockets.localAddress(fd), fd);
            } catch (PosixException notASocket) {
                continue;
            }
        }
        return sockets;
    }

    private void tell(String message) {
        String path = environment.get("NOTIFY_SOCKET");
        if (path == null || path.isEmpty()) {
            return;
        }
        try {
            int fd = UnixDatagram.connect(path);
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            int _ = FileIo.write(fd, bytes, 0, bytes.length);
            Descriptors.close(fd);
        } catch (IOException _) {
            // Nobody listens, so nobody needs to know.
        }
    }

    private static int number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        return Integer.parseInt(text);
    }
}
