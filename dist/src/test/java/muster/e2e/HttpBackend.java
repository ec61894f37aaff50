package muster.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A small server behind a proxy, that behaves as its paths say: `/count` tells how much content came, `/upper` changes to a protocol
/// that answers in capitals, `/drip` sends one line and the next only when it is told, `/large/N` sends N bytes, `/break` breaks off in
/// the middle, `/nothing` closes without a word, `/confused` frames its response in two ways.
final class HttpBackend implements AutoCloseable {
    private final ServerSocket listener;
    private final CountDownLatch second = new CountDownLatch(1);

    HttpBackend() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Lets `/drip` go on.
    void goOn() {
        second.countDown();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String path = head.split(" ", 3)[1];
                long count = content(head.toLowerCase(Locale.ROOT), in);
                if (!answer(path, count, in, out)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // So is the client.
        }
    }

    private boolean answer(String path, long count, InputStream in, OutputStream out) throws IOException, InterruptedException {
        if (path.startsWith("/large/")) {
            long length = Long.parseLong(path.substring(7));
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
            var block = new byte[1 << 16];
            for (long left = length; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            return true;
        }
        switch (path) {
            case "/upper" -> {
                say(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: upper\r\nConnection: Upgrade\r\n\r\nready.");
                var bytes = new byte[4096];
                for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                    say(out, new String(bytes, 0, n, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT));
                }
                return false;
            }
            case "/drip" -> {
                say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nfirst\n\r\n");
                if (!second.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    return false;
                }
                say(out, "7\r\nsecond\n\r\n0\r\n\r\n");
            }
            case "/break" -> {
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly so much");
                return false;
            }
            case "/nothing" -> {
                return false;
            }
            case "/confused" -> say(out, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\nabc");
            default -> {
                String body = Long.toString(count);
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        }
        return true;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static long content(String head, InputStream in) throws IOException {
        int length = head.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            long announced = Long.parseLong(head.substring(length + 17, head.indexOf("\r\n", length + 2)).strip());
            in.skipNBytes(announced);
            return announced;
        }
        long count = 0;
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                in.skipNBytes(size + 2);
                count += size;
            }
            line(in);
        }
        return count;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
