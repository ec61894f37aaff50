package muster.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import muster.core.ErrorDocument.Table;
import muster.http.HttpException;
import muster.http.Status;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `error-pages.txt` holds what Apache 2.4.71 answers with `RedirectMatch STATUS`, byte for byte.
class ErrorDocumentsTest {
    private static final String LOCATION = "http://www.example.com:18471/target?a=<b>&c\"d";

    private final MemoryServer server = new MemoryServer().load("ending", registry -> {
        registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, request -> {
            String path = request.path().text();
            if (path.startsWith("/s")) {
                int status = Integer.parseInt(path.substring(2));
                if (status >= 300 && status < 400) {
                    request.response().headers().set("Location", LOCATION);
                }
                request.response().headers().set("X-Own", "1");
                request.response().errorHeaders().set("X-Always", "1");
                throw new HttpException(status, "");
            }
            return Verdict.OK;
        });
        registry.fallbackHandler(Hook.Place.LAST, request -> {
            byte[] page = ("page " + request.path() + " " + request.method() + " "
                            + request.environment().all().get("REDIRECT_REQUEST_METHOD"))
                    .getBytes(StandardCharsets.ISO_8859_1);
            request.sink().write(page, 0, page.length);
            return Verdict.OK;
        });
    });

    private static Map<Integer, String> pages() throws IOException {
        try (var in = ErrorDocumentsTest.class.getResourceAsStream("error-pages.txt")) {
            var pages = new LinkedHashMap<Integer, String>();
            String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (String part : all.split("(?m)^=== ")) {
                if (!part.isEmpty()) {
                    int line = part.indexOf('\n');
                    pages.put(Integer.valueOf(part.substring(0, 3)), part.substring(line + 1, part.length() - 1));
                }
            }
            return pages;
        }
    }

    @TestFactory
    Iterable<DynamicTest> everyStatusHasItsPage() throws IOException {
        return pages().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(Status.line(page.getKey()), () -> {
                    var answer = server.get("/s" + page.getKey());
                    assertEquals(page.getKey(), answer.status());
                    assertEquals(page.getValue(), answer.body());
                    assertEquals(1, answer.ends());
                }))
                .toList();
    }

    @Test
    void anUnknownStatusIs500() throws IOException {
        assertEquals(500, server.get("/s499").status());
    }

    @Test
    void onlyTheFieldsForErrorsGoOut() throws IOException {
        var request = server.request("GET", "/s404");
        var answer = server.process(request);
        assertEquals(null, answer.head().get("X-Own"));
        assertEquals("1", answer.head().get("X-Always"));
        assertEquals("text/html", request.response().contentType());
        assertEquals("iso-8859-1", request.response().charset());
        assertEquals(answer.body().length(), request.response().contentLength());
        assertEquals(LOCATION, server.get("/s301").head().get("Location"));
        assertEquals("1", server.get("/s304").head().get("X-Own"));
    }

    @Test
    void headAndStatusesWithoutContentHaveNoBody() throws IOException {
        assertEquals("", server.process(server.request("HEAD", "/s404")).body());
        assertEquals("", server.get("/s204").body());
    }

    @Test
    void someStatusesCloseTheConnection() throws IOException {
        for (int status : new int[] {400, 408, 411, 413, 414, 500, 501, 503}) {
            var request = server.request("GET", "/s" + status);
            server.process(request);
            assertTrue(request.response().closing(), "" + status);
        }
        var request = server.request("GET", "/s404");
        server.process(request);
        assertFalse(request.response().closing());
    }

    @Test
    void theDocumentTakesThePlaceOfThePage() throws IOException {
        server.set(
                DirectorySettings.ERROR_DOCUMENTS,
                Table.UNSET
                        .with(404, new ErrorDocument.Text("not <b>here</b>"))
                        .with(403, new ErrorDocument.Local("/forbidden.html?x"))
                        .with(410, new ErrorDocument.External("http://elsewhere.example/gone"))
                        .with(402, new ErrorDocument.Local("/s410"))
                        .with(409, new ErrorDocument.Local("/s404"))
                        .with(405, new ErrorDocument.BuiltIn()));
        assertEquals("not <b>here</b>", server.get("/s404").body());
        var request = server.request("POST", "/s403");
        var local = server.process(request);
        assertEquals(403, local.status());
        assertEquals("page /forbidden.html GET POST", local.body());
        assertEquals("POST", request.method());
        assertEquals(403, request.ownStatus());
        var external = server.get("/s410");
        assertEquals(302, external.status());
        assertEquals("http://elsewhere.example/gone", external.head().get("Location"));
        assertTrue(external.body().contains("moved <a href=\"http://elsewhere.example/gone\""));
        var twice = server.get("/s402");
        assertEquals(402, twice.status());
        assertTrue(twice.body().contains("<p>Additionally, a 410 Gone\nerror was encountered while trying to use an"));
        assertEquals(409, server.get("/s409").status());
        assertTrue(server.get("/s405").body().contains("method GET is not allowed"));
    }

    @Test
    void aHeadOfADocumentStaysAHead() throws IOException {
        server.set(DirectorySettings.ERROR_DOCUMENTS, Table.UNSET.with(403, new ErrorDocument.Local("/x")));
        var request = server.request("HEAD", "/s403");
        server.process(request);
        assertTrue(request.last().isHead());
        assertEquals("GET", request.last().method());
    }

    @Test
    void theSignatureSaysWhoAnswered() throws IOException {
        server.set(DirectorySettings.SERVER_SIGNATURE, DirectorySettings.Signature.EMAIL);
        assertTrue(server.get("/s404")
                .body()
                .endsWith("<hr>\n<address>Apache Server at <a href=\"mailto:[no address given]\">www.example.com</a>"
                        + " Port 8080</address>\n</body></html>\n"));
    }

    @Test
    void notesRefineThePage() throws IOException {
        var request = server.request("GET", "/s400");
        request.notes().set("error-notes", "The line was too odd.<br />\n");
        assertTrue(server.process(request)
                .body()
                .contains("could not understand.<br />\nThe line was too odd.<br />\n</p>\n"));
    }

    @Test
    void aHeadThatMadeNoSenseIsRefused() throws IOException {
        var request = server.request("GET", "/");
        var answer = server.refuse(request, 400);
        assertEquals(400, answer.status());
        assertEquals(1, answer.ends());
        assertTrue(request.response().closing());
    }
}
