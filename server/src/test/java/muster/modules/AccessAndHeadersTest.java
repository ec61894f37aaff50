package muster.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import muster.core.ConfiguredServer;
import muster.core.Hook;
import muster.core.Request;
import muster.core.Response;
import muster.core.Verdict;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.modules.aaa.AccessCompatModule;
import muster.modules.aaa.AuthzCoreModule;
import muster.modules.aaa.AuthzHostModule;
import muster.modules.metadata.EnvModule;
import muster.modules.metadata.HeadersModule;
import muster.modules.metadata.SetEnvIfModule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// `access-and-headers.txt`: the lines of a `<Location>` (`;` for a line's end), then requests from 127.0.0.1 and what Apache 2.4.71
/// answered: the status, and the fields that start with `X-`. A `good` request says `X-Good: yes` and `User-Agent: Test/7`.
class AccessAndHeadersTest {
    private record Case(String lines, List<String> requests) {}

    private static List<Case> cases() throws IOException {
        try (var in = AccessAndHeadersTest.class.getResourceAsStream("access-and-headers.txt")) {
            var cases = new ArrayList<Case>();
            for (String part : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("(?m)^=== ")) {
                List<String> lines = part.lines().toList();
                if (!lines.isEmpty()) {
                    cases.add(new Case(lines.getFirst(), lines.subList(1, lines.size())));
                }
            }
            return cases;
        }
    }

    @TestFactory
    Stream<DynamicTest> asApacheAnswers() throws IOException {
        List<Case> cases = cases();
        return Stream.iterate(0, i -> i < cases.size(), i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(cases.get(i).lines(), () -> check(cases.get(i), "/c" + i)));
    }

    private static void check(Case one, String path) throws Exception {
        String config = "DocumentRoot /www\n<Location " + path + ">\n" + one.lines().replace(" ; ", "\n") + "\n</Location>\n";
        var server = ConfiguredServer.of(
                config,
                List.of(
                        new AuthzCoreModule(),
                        new AuthzHostModule(),
                        new AccessCompatModule(),
                        new SetEnvIfModule(),
                        new EnvModule(),
                        new HeadersModule()),
                registry -> registry.fallbackHandler(Hook.Place.LAST, AccessAndHeadersTest::file));
        server.file("/www" + path);
        for (String line : one.requests()) {
            boolean good = line.contains(" good ");
            String method = line.substring(0, line.indexOf(' '));
            Request request = server.request(method, path, "127.0.0.1");
            if (good) {
                request.headers().add("X-Good", "yes");
                request.headers().add("User-Agent", "Test/7");
            }
            server.process(request);
            assertEquals(line, (method + (good ? " good " : " ") + shown(request.response())).strip());
        }
    }

    private static Verdict file(Request request) throws HttpException, IOException {
        if (!request.isGet() && !request.method().equals("POST")) {
            throw new HttpException(405, "");
        }
        request.sink().write(new byte[] {'x'}, 0, 1);
        return Verdict.OK;
    }

    private static String shown(Response response) {
        var fields = new ArrayList<String>();
        show(response.errorHeaders(), fields);
        show(response.headers(), fields);
        if ("text/x-one".equals(response.contentType())) {
            fields.add("Content-Type: text/x-one");
        }
        return response.status() + " " + String.join(" | ", fields);
    }

    private static void show(HeaderFields from, List<String> fields) {
        from.forEach((name, value) -> {
            if (name.startsWith("X-")) {
                fields.add(name + ": " + value);
            }
        });
    }
}
