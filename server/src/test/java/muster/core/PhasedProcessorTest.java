package muster.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.config.Settings;
import muster.http.HttpException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The one path of a request, with modules made for the purpose.
class PhasedProcessorTest {
    private final MemoryServer server = new MemoryServer().file("/www/a.html").folder("/www/d");

    private static void say(Request request, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        request.sink().write(bytes, 0, bytes.length);
    }

    private static Handler saying(String text) {
        return request -> {
            say(request, text);
            return Verdict.OK;
        };
    }

    @Test
    void phasesRunInOrderAndRunFirstPhasesEndWithTheFirstOk() throws IOException {
        var seen = new ArrayList<String>();
        server.load("probe", registry -> {
            for (Phase phase : Phase.values()) {
                registry.hook(phase, Hook.Place.FIRST, _ -> {
                    seen.add(phase.name());
                    return phase == Phase.ACCESS_CHECKER_EX ? Verdict.OK : Verdict.DECLINED;
                });
                registry.hook(phase, Hook.Place.LAST, _ -> {
                    seen.add(phase.name() + " again");
                    return Verdict.OK;
                });
            }
            registry.fallbackHandler(Hook.Place.LAST, request -> {
                seen.add("handler");
                return Verdict.OK;
            });
        });
        server.get("/a.html");
        assertEquals(
                List.of(
                        "POST_READ_REQUEST",
                        "POST_READ_REQUEST again",
                        "TRANSLATE_NAME",
                        "TRANSLATE_NAME again",
                        "MAP_TO_STORAGE",
                        "MAP_TO_STORAGE again",
                        "HEADER_PARSER",
                        "HEADER_PARSER again",
                        "ACCESS_CHECKER",
                        "ACCESS_CHECKER again",
                        "ACCESS_CHECKER_EX",
                        "TYPE_CHECKER",
                        "TYPE_CHECKER again",
                        "FIXUPS",
                        "FIXUPS again",
                        "INSERT_FILTER",
                        "INSERT_FILTER again",
                        "handler"),
                seen);
    }

    @Test
    void hooksAreOrderedByPlaceAndThenByLoadOrder() {
        Hook nothing = _ -> Verdict.DECLINED;
        server.load("one", registry -> {
            registry.hook(Phase.FIXUPS, Hook.Place.LAST, nothing);
            registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, nothing);
        });
        server.load("two", registry -> registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, nothing));
        server.load("three", registry -> registry.hook(Phase.FIXUPS, Hook.Place.REALLY_FIRST, nothing));
        var files = server.registry().phases().in(Phase.FIXUPS).stream()
                .map(Registration::module)
                .toList();
        assertEquals(List.of("mod_three.c", "mod_one.c", "mod_two.c", "mod_one.c"), files);
    }

    @Test
    void aHookCanFollowThoseOfOtherModulesWhateverIsLoadedFirst() {
        Hook nothing = _ -> Verdict.DECLINED;
        server.load("late", registry -> registry.hook(
                Phase.FIXUPS, Hook.Place.MIDDLE, List.of("mod_first.c", "mod_second.c", "mod_elsewhere.c"), nothing));
        server.load("elsewhere", registry -> registry.hook(Phase.FIXUPS, Hook.Place.LAST, nothing));
        server.load("second", registry ->
                registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, List.of("mod_first.c"), nothing));
        server.load("first", registry -> registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, List.of("mod_late.c"), nothing));
        var files = server.registry().phases().in(Phase.FIXUPS).stream()
                .map(Registration::module)
                .toList();
        assertEquals(List.of("mod_first.c", "mod_second.c", "mod_late.c", "mod_elsewhere.c"), files);
    }

    @Test
    void severalHandlersOfOneNameAreAskedInTheOrderOfTheirPlaces() throws IOException {
        server.load("h", registry -> {
            registry.handler("shared", Hook.Place.LAST, saying("last"));
            registry.handler("shared", request -> request.query() == null ? Verdict.DECLINED : saying("middle").handle(request));
            registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, request -> {
                request.handler("shared");
                return Verdict.OK;
            });
        });
        assertEquals("last", server.get("/a.html").body());
        assertEquals("middle", server.get("/a.html?x").body());
    }

    @Test
    void theNamedHandlerComesFirstAndTheMediaTypeNamesOneToo() throws IOException {
        server.load("h", registry -> {
            registry.handler("mine", saying("mine"));
            registry.handler("application/x-program", saying("by type"));
            registry.handler("proxy:", saying("proxied"));
            registry.fallbackHandler(Hook.Place.LAST, saying("file"));
            registry.hook(Phase.TYPE_CHECKER, Hook.Place.LAST, request -> {
                switch (request.query()) {
                    case "name" -> request.handler("mine");
                    case "type" -> request.response().contentType("application/x-program");
                    case "unknown" -> request.handler("nobody");
                    case "prefix" -> request.handler("proxy:fcgi://localhost");
                    default -> {}
                }
                return Verdict.OK;
            });
        });
        var expected = Map.of("name", "mine", "type", "by type", "unknown", "file", "prefix", "proxied", "none", "file");
        for (var one : expected.entrySet()) {
            assertEquals(one.getValue(), server.get("/a.html?" + one.getKey()).body(), one.getKey());
        }
    }

    @Test
    void whatNobodyHandlesIsAnInternalError() throws IOException {
        var answer = server.get("/a.html");
        assertEquals(500, answer.status());
        assertEquals(1, answer.ends());
    }

    @Test
    void faultsBecomeAnswers() throws IOException {
        server.load("faulty", registry -> registry.fallbackHandler(Hook.Place.LAST, request -> {
            switch (request.query()) {
                case "refusal" -> throw new HttpException(410, "gone for good");
                case "bug" -> throw new IllegalStateException("a bug");
                case "deep" -> throw new StackOverflowError();
                case "late" -> throw new LateRefusal(new HttpException(416, ""));
                default -> throw new IOException("disk on fire");
            }
        }));
        var expected = Map.of("refusal", 410, "bug", 500, "deep", 500, "late", 416, "io", 500);
        for (var one : expected.entrySet()) {
            var answer = server.get("/a.html?" + one.getKey());
            assertEquals(one.getValue(), answer.status(), one.getKey());
            assertEquals(1, answer.ends());
        }
        assertTrue(server.logged().stream().anyMatch(line -> line.contains("a bug")));
    }

    @Test
    void afterTheHeadNothingCanBeMended() {
        server.load("faulty", registry -> registry.fallbackHandler(Hook.Place.LAST, request -> {
            request.response().commit();
            throw new HttpException(500, "too late");
        }));
        assertThrows(IOException.class, () -> server.get("/a.html"));
    }

    @Test
    void anInternalRedirectGoesThroughEverythingAgain() throws IOException {
        server.load("redirecting", registry -> {
            registry.handler("go", request -> {
                request.environment().set("A", "1");
                request.response().headers().set("X-Old", "1");
                request.server().processor().redirectInternally(request, "/b%20c?q=2");
                return Verdict.OK;
            });
            registry.hook(Phase.TYPE_CHECKER, Hook.Place.LAST, request -> {
                if (request.path().text().equals("/a.html")) {
                    request.handler("go");
                }
                return Verdict.OK;
            });
            registry.fallbackHandler(Hook.Place.LAST, request -> {
                say(request, request.path() + " " + request.query() + " " + request.environment().all());
                return Verdict.OK;
            });
        });
        Request request = server.request("GET", "/a.html");
        var answer = server.process(request);
        assertEquals("/b c q=2 {REDIRECT_A=1, REDIRECT_STATUS=200}", answer.body());
        assertEquals(1, answer.ends());
        assertEquals(null, answer.head().get("X-Old"));
        assertEquals("/b c", request.last().path().text());
    }

    @Test
    void redirectsWithoutEndStop() throws IOException {
        server.load("loop", registry -> registry.fallbackHandler(Hook.Place.LAST, request -> {
            request.server().processor().redirectInternally(request, "/again");
            return Verdict.OK;
        }));
        var answer = server.get("/a.html");
        assertEquals(500, answer.status());
        assertEquals(1, answer.ends());
        assertTrue(server.logged().getFirst().startsWith("AH00124: Request exceeded the limit of 10 internal redirects"));
    }

    @Test
    void subrequestsFindOutWithoutAnswering() throws IOException {
        server.load("probe", registry -> {
            registry.hook(Phase.ACCESS_CHECKER, Hook.Place.MIDDLE, request -> {
                if (request.path().text().contains("secret")) {
                    throw new HttpException(403, "");
                }
                return Verdict.OK;
            });
            registry.fallbackHandler(Hook.Place.LAST, saying("content"));
        });
        Request request = server.request("GET", "/d/x");
        var processor = server.processor();
        assertEquals(403, processor.lookUp(request, "/secret").response().status());
        assertEquals(200, processor.lookUp(request, "other?x").response().status());
        assertEquals("/d/other", processor.lookUp(request, "other?x").path().text());
        assertEquals(400, processor.lookUp(request, "/%zz").response().status());
        var into = new MemoryServer.MemorySink();
        assertEquals(200, processor.include(processor.lookUp(request, "/a.html"), into));
        assertEquals("content", into.text());
        assertEquals(0, into.ends());
    }

    @Test
    void aFileBesideIsLookedUpWithoutTranslating() throws IOException {
        Request request = server.request("GET", "/d/");
        request.file(new FilePath("/www/d/", "/www"));
        server.file("/www/d/index.html");
        Request found = server.processor().lookUpFile(request, "index.html");
        assertEquals("/d/index.html", found.path().text());
        assertEquals("/www/d/index.html", String.valueOf(found.file()));
        assertTrue(found.fileStatus() != null && found.fileStatus().isFile());
    }

    @Test
    void filtersStandInOrderOfKindAndErrorsGoPastThem() throws IOException {
        server.load("filters", registry -> {
            registry.filter("outer", Filter.Kind.CONTENT, marking("<c>"));
            registry.filter("inner", Filter.Kind.RESOURCE, marking("<r>"));
            registry.filter("second", Filter.Kind.RESOURCE, marking("<r2>"));
            registry.fallbackHandler(Hook.Place.LAST, saying("x"));
        });
        server.location(
                "/d",
                Settings.NONE.with(DirectorySettings.OUTPUT_FILTERS, List.of("OUTER", "INNER", "second", "missing")));
        assertEquals("<c><r2><r>x", server.get("/d/x").body());
        assertTrue(server.logged().getFirst().contains("AH00082: an unknown filter was not added: missing"));
        assertEquals("x", server.get("/a.html").body());
    }

    private static Filter marking(String mark) {
        return (request, next) -> new BodySink() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                byte[] marked = (mark + new String(bytes, offset, length, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
                next.write(marked, 0, marked.length);
            }

            @Override
            public void writeFile(muster.io.OpenFile file, long offset, long length) throws IOException {
                next.writeFile(file, offset, length);
            }

            @Override
            public void flush() throws IOException {
                next.flush();
            }

            @Override
            public void end() throws IOException {
                next.end();
            }
        };
    }

    @Test
    void optionsOfTheServerAndTrace() throws IOException {
        var request = server.request("OPTIONS", "*");
        assertEquals(200, server.process(request).status());
        assertEquals(0, request.response().contentLength());
        var refused = server.process(server.request("TRACE", "/a.html"));
        assertEquals(405, refused.status());
        var on = new MemoryServer().set(ServerSettings.TRACE_ENABLE, ServerSettings.Trace.ON);
        assertEquals(
                "TRACE /a.html HTTP/1.1\r\nHost: www.example.com:8080\r\n\r\n",
                on.process(on.request("TRACE", "/a.html")).body());
    }

    @Test
    void theLogIsWrittenOnceTheCallerSays() throws IOException {
        server.load("h", registry -> registry.fallbackHandler(Hook.Place.LAST, saying("x")));
        var request = server.request("GET", "/a.html");
        server.process(request);
        assertEquals(List.of(), server.logged());
        server.processor().log(request);
        assertEquals(List.of("access /a.html 200 200"), server.logged());
    }
}
