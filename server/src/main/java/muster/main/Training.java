package muster.main;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.posix.Processes;
import muster.posix.Signals;

/// The run from which the build makes its caches of loaded and linked classes: it goes through what every start needs, then
/// serves the built-in configuration with one child for a moment. The first word names the MPM, the second a folder for its files.
public final class Training {
    private static final int TIMEOUT_MILLIS = 20_000;
    /// So that what a request runs through counts as used often.
    private static final int ROUNDS = 20;
    private static final List<String> PATHS =
            List.of("/", "/no-such-page", "/server-status?auto", "/server-status", "/no-such-folder/", "/%2e%2e/");

    private Training() {}

    public static void main(String[] words) throws IOException {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        Installation installation = Installation.fromProperties();
        for (var call : List.of(List.of("-v"), List.of("-l"), List.of("-h"), List.of("-V"), List.of("-t"))) {
            System.out.println(call + ": " + Main.run(call, installation, nowhere, nowhere));
        }
        int port = freePort();
        Thread.ofPlatform().daemon().start(() -> visit(port));
        var serve = List.of(
                "-X",
                "-D",
                "FOREGROUND",
                "-C",
                "Define MUSTER_STATE " + words[1],
                "-C",
                "Define MUSTER_PORT " + port,
                "-C",
                "LoadModule mpm_" + words[0] + "_module built-in",
                "-c",
                "LogLevel debug");
        System.exit(Main.run(serve, installation, System.out, System.err));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Asks for this and that, and then tells the server, which is this process, to finish.
    private static void visit(int port) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : PATHS) {
                    System.out.println(path + ": " + asked(port, path));
                }
            }
            Processes.kill(Processes.getpid(), Signals.SIGWINCH);
        } catch (IOException failed) {
            System.out.println("not served: " + failed);
            Runtime.getRuntime().halt(1);
        }
    }

    /// Two requests on one connection; how many bytes came.
    private static int asked(int port, String path) throws IOException {
        try (Socket socket = connected(port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String fields = " HTTP/1.1\r\nHost: localhost:" + port + "\r\nUser-Agent: training\r\nAccept: */*\r\n";
            byte[] requests = ("GET " + path + fields + "\r\n" + "HEAD " + path + fields + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            socket.getOutputStream().write(requests);
            return socket.getInputStream().readAllBytes().length;
        }
    }

    private static Socket connected(int port) throws IOException {
        long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }
}
