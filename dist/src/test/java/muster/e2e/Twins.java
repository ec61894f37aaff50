package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Muster and Apache httpd with the same files and the same configuration, so that their answers can be laid side by side.
final class Twins implements AutoCloseable {
    /// When every file was last changed, so that dates and entity tags agree.
    static final Instant CHANGED = Instant.parse("2026-01-02T03:04:05Z");

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\r\\n]+)");

    /// httpd forgets to close the entity tags of negotiated files.
    private static final Pattern UNFINISHED_TAG = Pattern.compile("(?m)^(ETag: (?:W/)?\"[^\"\\n]*)$");

    /// Numbers from 60000 are Muster's own messages, which httpd has none for.
    private static final Pattern OWN_NUMBER = Pattern.compile("AH6\\d{4}: ");

    /// mod_rewrite tells servers and requests apart by where they are in memory.
    private static final Pattern ADDRESS_IN_MEMORY = Pattern.compile("(sid|rid)#[0-9a-f]+");

    private static final Pattern LOG_PREFIX = Pattern.compile("\\[\\w{3} \\w{3} [^]]*\\] (\\[[^]]*\\]) \\[pid [^]]*\\]");

    /// With debug messages httpd says where in its source they come from.
    private static final Pattern SOURCE_LINE = Pattern.compile(" \\w+\\.c\\(\\d+\\):");

    /// Muster says where in an `.htaccess` file a fault is, and what to do about an unknown directive.
    private static final Pattern LINE_OF_ACCESS_FILE = Pattern.compile("^(.*:alert\\].*) \\(line \\d+\\)$");

    private final Map<Pattern, String> neutral = new LinkedHashMap<>();
    private static final Pattern HINT = Pattern.compile("(:alert\\] .* in the server configuration)\\. [A-Z].*( \\(line \\d+\\))$");

    private final TestServer muster = TestServer.create(Program.underTest());
    private final TestServer apache = TestServer.create(Program.APACHE);
    private final Map<String, Instant> dates = new HashMap<>();
    private final List<String> ignored = new ArrayList<>(List.of("Date", "Server"));

    /// Fields that may differ.
    Twins ignoring(List<String> names) {
        ignored.addAll(names);
        return this;
    }

    /// What differs from run to run: patterns, and what stands for their matches.
    Twins neutral(Map<String, String> replacements) {
        replacements.forEach((pattern, text) -> neutral.put(Pattern.compile(pattern), text));
        return this;
    }

    Twins file(String name, String content) {
        muster.file(name, content);
        apache.file(name, content);
        return this;
    }

    /// `FOLDER` in the body stands for each server's own.
    Twins configure(MpmName mpm, String body) {
        muster.configure(mpm, body.replace("FOLDER", muster.folder().toString()));
        apache.configure(mpm, body.replace("FOLDER", apache.folder().toString()));
        return this;
    }

    Twins start() {
        sameDates(muster.folder());
        sameDates(apache.folder());
        muster.start();
        apache.start();
        return this;
    }

    TestServer muster() {
        return muster;
    }

    TestServer apache() {
        return apache;
    }

    /// Gives a file below the document root another date than [#CHANGED].
    Twins date(String name, Instant changed) {
        dates.put(name, changed);
        return this;
    }

    private void sameDates(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::exists).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(dates.getOrDefault(folder.relativize(file).toString(), CHANGED)));
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Asks both, and fails where status, fields or body differ. `PORT` in the request stands for each server's own port.
    void agreeOn(String request) {
        Reply expected = reply(apache, request);
        Reply actual = reply(muster, request);
        boolean known = expected.header("Transfer-Encoding").equals("chunked")
                && actual.header("Content-Length").equals(Integer.toString(actual.body().length()));
        assertEquals(answer(apache, expected, known), answer(muster, actual, known), request);
    }

    /// As [#agreeOn], for responses whose bytes may differ though they say the same: content codings are undone, and whether a length
    /// is announced or chunks are sent is each server's own choice.
    void agreeOnContent(String request) {
        Reply expected = reply(apache, request);
        Reply actual = reply(muster, request);
        boolean coded = expected.has("Content-Encoding") && !expected.body().isEmpty();
        boolean unframed = coded || expected.has("Content-Length") != actual.has("Content-Length");
        assertEquals(
                answer(apache, Decoded.of(expected), unframed), answer(muster, Decoded.of(actual), unframed), request);
    }

    private static Reply reply(TestServer server, String request) {
        String text = request.replace("PORT", Integer.toString(server.port()));
        if (!TlsClient.isMarked(request)) {
            return Wire.ask(server.port(), text);
        }
        return TlsClient.ask(server, text.replace("SECURE", Integer.toString(server.securePort())));
    }

    /// @param unframed without the fields that frame the body: Muster knows the length of some bodies that httpd sends in chunks
    private String answer(TestServer server, Reply reply, boolean unframed) {
        List<String> fields = reply.fields().stream()
                .filter(field -> ignored.stream().noneMatch(name -> field.startsWith(name + ":")))
                .filter(field -> !unframed || !field.startsWith("Transfer-Encoding:") && !field.startsWith("Content-Length:"))
                .map(Twins::methodsInOrder)
                .sorted()
                .toList();
        String text = reply.statusLine() + "\n" + String.join("\n", fields) + "\n\n" + reply.body();
        return known(neutral(server, text));
    }

    /// With what is drawn anew in every run replaced.
    private String known(String text) {
        String result = text;
        for (var replacement : neutral.entrySet()) {
            result = replacement.getKey().matcher(result).replaceAll(replacement.getValue());
        }
        return result;
    }

    /// The order of methods is that of a hash table too.
    private static String methodsInOrder(String field) {
        return field.startsWith("Allow: ") ? "Allow: " + Stream.of(field.substring(7).split(",")).sorted().toList() : field;
    }

    /// What commands print: output, errors, exit code.
    void agreeOnCommand(String... options) {
        assertEquals(printed(apache, options), printed(muster, options), String.join(" ", options));
    }

    private static String printed(TestServer server, String... options) {
        Ran ran = server.command(options);
        return neutral(server, ran.out() + "--- errors\n" + ran.err() + "--- exit code " + ran.code());
    }

    /// What both have logged about clients since they started: number, level and text, without time and process.
    void agreeOnErrorLog() {
        try {
            Await.until("as many lines about clients as httpd's", () -> aboutClients(muster).size() >= aboutClients(apache).size());
        } catch (AssertionError tooFew) {
            // the comparison tells which are missing
        }
        assertEquals(String.join("\n", aboutClients(apache)), String.join("\n", aboutClients(muster)), "error log");
    }

    /// What both have written to `logs/twins.log`, in whatever order.
    void agreeOnAccessLog() {
        try {
            Await.until("as many lines in the access log as httpd's", () -> accesses(muster).size() >= accesses(apache).size());
        } catch (AssertionError fewer) {
            // the comparison tells which are missing
        }
        assertEquals(String.join("\n", accesses(apache)), String.join("\n", accesses(muster)), "access log");
    }

    private List<String> accesses(TestServer server) {
        return server.read("logs/twins.log").lines().map(line -> known(neutral(server, line))).sorted().toList();
    }

    private List<String> aboutClients(TestServer server) {
        return server.errorLog().lines()
                .filter(line -> line.contains("[client ") && !OWN_NUMBER.matcher(line).find())
                .map(line -> known(neutral(server, line)).replaceAll("\\[client [^]]*\\]", "[CLIENT]"))
                .map(line -> ADDRESS_IN_MEMORY.matcher(line).replaceAll("$1#"))
                .map(line -> SOURCE_LINE.matcher(line).replaceFirst(""))
                .map(line -> HINT.matcher(line).replaceAll("$1$2"))
                .map(line -> LINE_OF_ACCESS_FILE.matcher(line).replaceAll("$1"))
                .toList();
    }

    /// The same text for both, where only the place differs.
    static String neutral(TestServer server, String text) {
        String result = server.withoutSecurePort(text)
                .replace(Integer.toString(server.port()), "PORT")
                .replace(server.folder().toString(), "FOLDER")
                .replace(server.folder().toString().substring(1), "FOLDER-WITHOUT-SLASH");
        result = result.replaceAll("(?m)^(\\(\\d+\\)[^:\n]*: )?(AH\\d{5}: )?(apache2|muster): ", "$1$2COMMAND: ");
        result = UNFINISHED_TAG.matcher(result).replaceAll("$1\"");
        result = LOG_PREFIX.matcher(result).replaceAll("[TIME] $1 [WHO]");
        var boundary = BOUNDARY.matcher(result);
        return mutexesInOrder(boundary.find() ? result.replace(boundary.group(1), "BOUNDARY") : result);
    }

    /// httpd lists its mutexes in the order of a hash table, which changes from run to run.
    private static String mutexesInOrder(String text) {
        if (!text.contains("\nMutex ")) {
            return text;
        }
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        List<String> mutexes = lines.stream().filter(line -> line.startsWith("Mutex ")).sorted().toList();
        int first = lines.indexOf(lines.stream().filter(mutexes::contains).findFirst().orElseThrow());
        lines.removeAll(mutexes);
        lines.addAll(first, mutexes);
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        try {
            muster.close();
        } finally {
            apache.close();
        }
    }
}
