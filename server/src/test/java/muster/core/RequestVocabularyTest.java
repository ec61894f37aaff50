package muster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.expr.Condition;
import muster.expr.ExpressionException;
import muster.expr.Rights;
import muster.expr.Template;
import muster.expr.Vocabulary;
import muster.io.FileStatus;
import org.junit.jupiter.api.Test;

/// Expressions about one request, each compared with what Apache 2.4.71 made of it.
class RequestVocabularyTest {
    private final MemoryServer server = new MemoryServer()
            .set(ServerSettings.SERVER_ADMIN, "admin@example.com")
            .file("/www/a.txt")
            .file("/www/empty")
            .folder("/tmp")
            .file("/www/link")
            .link("/www/link", 0);
    private final Vocabulary<Request> vocabulary = RequestVocabulary.of(server.registry());

    @Test
    void expressionsAreWhatTheyAreInApache() throws IOException {
        var differences = new ArrayList<String>();
        for (String line : table()) {
            String[] columns = line.split("\t", 3);
            String found = columns[0].equals("C") ? condition(columns[1]) : text(columns[1]);
            if (!found.equals(columns[2])) {
                differences.add(columns[1] + "\n   Apache: " + columns[2] + "\n   Muster: " + found);
            }
        }
        assertEquals("", String.join("\n", differences));
    }

    private String condition(String expression) {
        try {
            return Boolean.toString(Condition.compile(expression, vocabulary, Rights.FULL).test(request()));
        } catch (ExpressionException wrong) {
            return "!" + wrong.getMessage();
        }
    }

    private String text(String expression) {
        try {
            String value = Template.compile(expression, vocabulary, Rights.FULL).text(request());
            return "="
                    + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        } catch (ExpressionException wrong) {
            return "!" + wrong.getMessage();
        }
    }

    private Request request() {
        Request request = server.request("GET", "/dir/../a.txt?x=1&y=%20z", "127.0.0.1");
        request.path(new UrlPath("/a.txt"));
        request.file(new FilePath("/www/a.txt", "/www"));
        request.fileStatus(new FileStatus(0x8000 | 0644, 0, 0, 11, 1, 1, 0, 0, 0, 0));
        var headers = request.headers();
        headers.set("Host", "www.Example.com:28931");
        headers.add("User-Agent", "Mozilla/5.0 (Test)");
        headers.add("Accept", "text/html");
        headers.add("Referer", "http://ref/");
        headers.add("Cookie", "a=b; c=d");
        headers.add("X-Multi", "one");
        headers.add("X-Multi", "two");
        headers.add("X-Num", "42");
        headers.add("X-Empty", "");
        headers.add("X-Path", "/a/b c%41");
        headers.add("X-B64", "SGVsbG8=");
        request.response().contentType("text/plain");
        request.environment().set("SE_VAR", "set-env");
        request.environment().set("SIF", "sif");
        request.environment().set("EMPTYV", "1");
        return request;
    }

    private static List<String> table() throws IOException {
        var stream = RequestVocabularyTest.class.getResourceAsStream("expressions.tsv");
        assertNotNull(stream);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void lookingAtAHeaderMakesTheResponseVary() throws ExpressionException {
        var looks = Condition.compile(
                "%{HTTP_USER_AGENT} == '' || req('accept') == '' || %{HTTP_ACCEPT} == '' || req_novary('X') == 'x'"
                        + " || %{HTTP_HOST} == ''",
                vocabulary,
                Rights.FULL);
        Request request = request();
        assertEquals(false, looks.test(request));
        assertEquals("User-Agent,accept", request.response().headers().joined("Vary"));
    }

    @Test
    void filesAreNotReadForHtaccess() {
        var wrong = assertThrows(
                ExpressionException.class,
                () -> Condition.compile("file('/etc/passwd') == ''", vocabulary, Rights.RESTRICTED));
        assertEquals("file not available in restricted context", wrong.getMessage());
    }

    @Test
    void modulesBringNames() throws ExpressionException {
        server.load("ssl", registry -> {
            registry.provider(RequestVariable.class, "SSL_PROTOCOL", _ -> "TLSv1.3");
            registry.provider(RequestFunction.class, "ssl", (_, name) -> "of " + name);
            registry.provider(RequestListFunction.class, "peerextlist", (_, _) -> List.of("a", "b"));
        });
        var all = "%{SSL_PROTOCOL} == 'TLSv1.3' && %{SSL:X} == 'of X' && 'b' in PeerExtList('1.2') && ! 'c' in peerextlist('1')";
        assertEquals("true", condition(all));
    }
}
