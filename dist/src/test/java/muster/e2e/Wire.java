package muster.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A client that sends exactly the bytes it is given, and reads responses one by one. One byte a character throughout.
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private int peeked = -2;

    Wire(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    /// One request on a connection of its own.
    static Reply ask(int port, String request) {
        try (Wire wire = new Wire(port)) {
            wire.send(request);
            return wire.receive(method(request));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// `GET path`, on a connection of its own.
    static Reply get(int port, String path, String... headers) {
        return ask(port, request("GET", path, headers));
    }

    /// A plain request as bytes; `Host: localhost` unless the headers name another.
    static String request(String method, String path, String... headers) {
        var text = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        if (!String.join("\n", headers).toLowerCase(java.util.Locale.ROOT).contains("host:")) {
            text.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    private static String method(String request) {
        int blank = request.indexOf(' ');
        return blank < 0 ? request : request.substring(0, blank);
    }

    Wire send(String bytes) throws IOException {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends a plain request and reads its response.
    Reply exchange(String method, String path, String... headers) throws IOException {
        send(request(method, path, headers));
        return receive(method);
    }

    /// Says that nothing more will be sent.
    Wire half() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Closes with a reset.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /// Reads until this text has come; returns all that was read.
    String readUntil(String text) throws IOException {
        var all = new StringBuilder();
        while (all.length() < text.length() || all.indexOf(text, all.length() - text.length()) < 0) {
            int next = read();
            if (next < 0) {
                throw new IOException("the connection ended before " + text + ", after: " + all);
            }
            all.append((char) next);
        }
        return all.toString();
    }

    Reply receive() throws IOException {
        return receive("GET");
    }

    /// Reads one response: its head, and its body as the head frames it. Interim (1xx) responses count as responses.
    /// @param method of the request: a response to HEAD has no body
    Reply receive(String method) throws IOException {
        Reply.Head head = Reply.Head.of(readHead());
        if (head.status() < 200 || head.status() == 204 || head.status() == 304 || method.equals("HEAD")) {
            return head.with("");
        }
        if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return head.with(readChunks());
        }
        String length = head.header("Content-Length");
        return head.with(length.isEmpty() ? readToEnd() : readExactly(Long.parseLong(length)));
    }

    private String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = read();
            if (next < 0) {
                throw new IOException("the connection ended " + (head.isEmpty() ? "without a response" : "in a response's head: " + head));
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private String readChunks() throws IOException {
        var body = new StringBuilder();
        while (true) {
            String line = readLine();
            int size = Integer.parseInt(line.split(";", 2)[0].strip(), 16);
            if (size == 0) {
                while (!readLine().isEmpty()) {
                    // trailer fields
                }
                return body.toString();
            }
            body.append(readExactly(size));
            if (!readLine().isEmpty()) {
                throw new IOException("a chunk is longer than it says");
            }
        }
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int next = read();
            if (next < 0) {
                throw new IOException("the connection ended in a line: " + line);
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    private String readExactly(long length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (bytes.size() < length) {
            int next = read();
            if (next < 0) {
                throw new IOException("the body ended after " + bytes.size() + " of " + length + " bytes");
            }
            bytes.write(next);
            bytes.write(in.readNBytes((int) Math.min(length - bytes.size(), 1 << 20)));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /// So many bytes that are no response.
    String exactly(int count) throws IOException {
        return readExactly(count);
    }

    /// Everything up to the end of the connection.
    String readToEnd() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int first = read();
        if (first >= 0) {
            bytes.write(first);
            in.transferTo(bytes);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /// What comes next, at least one byte, as it comes.
    String piece() throws IOException {
        var bytes = new byte[4096];
        int n = in.read(bytes);
        if (n < 0) {
            throw new IOException("the connection ended");
        }
        return new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
    }

    /// Reads a few bytes and no more, as a slow reader does: how many came, -1 at the end.
    int trickle(int most) throws IOException {
        return in.read(new byte[most]);
    }

    /// Whether the server ends the connection (in whatever way) before it sends anything more.
    boolean ended() throws IOException {
        try {
            peeked = in.read();
            return peeked < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /// Whether the connection is still open and silent, as far as one can see without waiting long.
    boolean silent() throws IOException {
        socket.setSoTimeout(150);
        try {
            peeked = in.read();
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    private int read() throws IOException {
        if (peeked != -2) {
            int next = peeked;
            peeked = -2;
            return next;
        }
        return in.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
