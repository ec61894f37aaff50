package muster.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A client of TLS: `openssl s_client`, which can do all that servers may ask of clients.
///
/// Options are those of `s_client`, with two shorthands: `-cert ok` is the client's certificate of that name among
/// [TestCertificates], with its key; without `-servername` the name is `localhost`, with `-noservername` there is none.
final class TlsClient {
    private static final String MARK = "TLS with ";
    private static final Pattern ALERT = Pattern.compile("SSL alert number (\\d+)");
    private static final int PATIENCE_SECONDS = 20;

    private TlsClient() {}

    /// The options of a table's line, to stand before its request.
    static String mark(String line) {
        return MARK + (line.startsWith("tls{") ? line.substring(4, line.indexOf("} ")) : "") + "\n";
    }

    static boolean isMarked(String request) {
        return request.startsWith(MARK);
    }

    /// Sends a marked request. Where there is no reply, its status line tells the alert that ended the connection.
    static Reply ask(TestServer server, String marked) {
        int end = marked.indexOf('\n');
        List<String> options = List.of(marked.substring(MARK.length(), end).strip().split("\\s+"));
        return reply(exchange(server, options, closing(marked.substring(end + 1))));
    }

    /// A plain request for a path, and the reply.
    static Reply get(TestServer server, String path, String... options) {
        return reply(exchange(server, List.of(options), closing(Wire.request("GET", path))));
    }

    private static Reply reply(Ran ran) {
        int head = ran.out().indexOf("\r\n\r\n");
        if (head < 0) {
            var alert = ALERT.matcher(ran.err());
            return new Reply(alert.find() ? "alert " + alert.group(1) : "no reply", 0, List.of(), "");
        }
        String top = ran.out().substring(0, head);
        String body = ran.out().substring(head + 4);
        boolean chunked = top.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        return Reply.Head.of(top).with(chunked ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        var whole = new StringBuilder();
        for (int at = 0; at < body.length(); ) {
            int end = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, end).split(";")[0].strip(), 16);
            if (size == 0) {
                break;
            }
            whole.append(body, end + 2, end + 2 + size);
            at = end + 4 + size;
        }
        return whole.toString();
    }

    /// The request with `Connection: close`: the client ends when the server does.
    static String closing(String request) {
        int end = request.indexOf("\r\n");
        boolean said = request.toLowerCase(Locale.ROOT).contains("connection:");
        return said || end < 0 ? request : request.substring(0, end) + "\r\nConnection: close" + request.substring(end);
    }

    /// Runs the client: sends the bytes, and collects what comes until the server ends the connection.
    static Ran exchange(TestServer server, List<String> options, String bytes) {
        try {
            Path in = Files.createTempFile("muster-in", "");
            Path out = Files.createTempFile("muster-out", "");
            Path err = Files.createTempFile("muster-err", "");
            try {
                Files.writeString(in, bytes, StandardCharsets.ISO_8859_1);
                Process process = new ProcessBuilder(command(server, options))
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("the server doesn't end the connection: " + Files.readString(err));
                }
                return new Ran(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1), Files.readString(err, StandardCharsets.ISO_8859_1));
            } finally {
                for (Path file : List.of(in, out, err)) {
                    Files.delete(file);
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException problem) {
            throw new AssertionError("interrupted", problem);
        }
    }

    private static List<String> command(TestServer server, List<String> options) {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.securePort(), "-enable_pha"));
        boolean named = false;
        boolean talks = false;
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            named |= option.endsWith("servername");
            talks |= option.equals("-reconnect") || option.equals("-status");
            if (option.equals("-cert")) {
                Path file = server.folder().resolve("tls").resolve(options.get(++i));
                command.addAll(List.of("-cert", file + ".pem", "-key", file + ".key"));
                if (file.endsWith("chained")) {
                    command.addAll(List.of("-cert_chain", server.folder().resolve("tls/between.pem").toString()));
                }
            } else if (!option.isEmpty()) {
                command.add(option);
            }
        }
        if (!named) {
            command.addAll(List.of("-servername", "localhost"));
        }
        command.add(talks ? "-ign_eof" : "-quiet");
        return command;
    }
}
