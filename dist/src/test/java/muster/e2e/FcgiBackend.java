package muster.e2e;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A FastCGI responder that does what a request's `X-Do` field says; without one it answers with its variables and the content it got.
///
/// Words of `X-Do`, one after another: `say:TEXT` writes TEXT (percent-decoded), `complain:TEXT` likewise on the standard error, `wait:MILLIS`,
/// `close` breaks off without an end, `end:STATUS` ends with a protocol status, `bogus` writes what is no record.
final class FcgiBackend implements AutoCloseable {
    private final ServerSocket listener;
    /// How many connections were made.
    final AtomicInteger connections = new AtomicInteger();

    FcgiBackend() throws IOException {
        this(0);
    }

    private FcgiBackend(int port) throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private static FcgiBackend shared;

    /// One for all tests that need no more.
    static synchronized FcgiBackend shared() {
        if (shared == null) {
            try {
                shared = new FcgiBackend();
            } catch (IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
        }
        return shared;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            while (request(in, out)) {
                // the next one
            }
        } catch (IOException gone) {
            // The server has had enough.
        }
    }

    /// @return whether the connection goes on
    private static boolean request(InputStream in, OutputStream out) throws IOException {
        var variables = new ByteArrayOutputStream();
        var content = new ByteArrayOutputStream();
        boolean keep = false;
        while (true) {
            byte[] header = in.readNBytes(8);
            if (header.length < 8) {
                return false;
            }
            byte[] body = in.readNBytes((header[4] & 0xFF) << 8 | header[5] & 0xFF);
            in.readNBytes(header[6] & 0xFF);
            switch (header[1]) {
                case 1 -> keep = (body[2] & 1) != 0;
                case 4 -> variables.write(body);
                case 5 -> {
                    content.write(body);
                    if (body.length == 0) {
                        return answer(out, parsed(variables.toByteArray()), content.toByteArray()) && keep;
                    }
                }
                default -> throw new EOFException("record " + header[1]);
            }
        }
    }

    private static boolean answer(OutputStream out, TreeMap<String, String> variables, byte[] content) throws IOException {
        String wanted = variables.getOrDefault("HTTP_X_DO", "");
        if (wanted.isEmpty()) {
            var text = new StringBuilder("Content-Type: text/plain\r\n\r\n");
            variables.forEach((name, value) -> {
                if (!name.matches("(REDIRECT_)*(REMOTE_PORT|SERVER_SOFTWARE|PATH)")) { // differ from server to server
                    text.append(name).append('=').append(value).append('\n');
                }
            });
            record(out, 6, text.toString().getBytes(StandardCharsets.ISO_8859_1));
            record(out, 6, content);
        }
        for (String word : wanted.isEmpty() ? new String[0] : wanted.split(" ")) {
            String argument = decoded(word.substring(word.indexOf(':') + 1));
            switch (word.replaceFirst(":.*", "")) {
                case "say" -> record(out, 6, argument.getBytes(StandardCharsets.ISO_8859_1));
                case "complain" -> record(out, 7, argument.getBytes(StandardCharsets.ISO_8859_1));
                case "wait" -> pause(Integer.parseInt(argument));
                case "bogus" -> out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                case "close" -> {
                    return false;
                }
                case "end" -> {
                    end(out, Integer.parseInt(argument));
                    return true;
                }
                default -> throw new IOException("what is " + word);
            }
        }
        record(out, 6, new byte[0]);
        end(out, 0);
        return true;
    }

    private static void end(OutputStream out, int status) throws IOException {
        out.write(new byte[] {1, 3, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0, (byte) status, 0, 0, 0});
        out.flush();
    }

    private static void record(OutputStream out, int type, byte[] bytes) throws IOException {
        int at = 0;
        do {
            int count = Math.min(bytes.length - at, 60_000);
            int padding = -count & 7;
            out.write(new byte[] {1, (byte) type, 0, 1, (byte) (count >> 8), (byte) count, (byte) padding, 0});
            out.write(bytes, at, count);
            out.write(new byte[padding]);
            at += count;
        } while (at < bytes.length);
        out.flush();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    }

    private static TreeMap<String, String> parsed(byte[] pairs) {
        var variables = new TreeMap<String, String>();
        int[] at = {0};
        while (at[0] < pairs.length) {
            int name = count(pairs, at);
            int value = count(pairs, at);
            variables.put(text(pairs, at, name), text(pairs, at, value));
        }
        return variables;
    }

    private static int count(byte[] bytes, int[] at) {
        int first = bytes[at[0]++] & 0xFF;
        if (first < 128) {
            return first;
        }
        int count = (first & 0x7F) << 24 | (bytes[at[0]] & 0xFF) << 16 | (bytes[at[0] + 1] & 0xFF) << 8 | bytes[at[0] + 2] & 0xFF;
        at[0] += 3;
        return count;
    }

    private static String text(byte[] bytes, int[] at, int count) {
        at[0] += count;
        return new String(bytes, at[0] - count, count, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /// For looking at other servers: serves a port until it is killed.
    public static void main(String[] arguments) throws Exception {
        new FcgiBackend(Integer.parseInt(arguments[0]));
        Thread.currentThread().join();
    }
}
