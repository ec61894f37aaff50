package muster.modules.mappers;

import java.util.Objects;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.Settings;
import muster.core.MemoryServer;
import muster.core.Request;
import muster.modules.TestWords;
import muster.modules.http.HttpModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Expected results are those of Apache httpd 2.4.71 with the same lines.
final class AliasModuleTest {
    private static final String HOST = "http://www.example.com:8080";

    private final MemoryServer server = new MemoryServer().load(new HttpModule()).load(new AliasModule());

    private Settings read(Context context, String section, String... lines) throws ConfigException {
        Settings settings = Settings.NONE;
        for (String line : lines) {
            settings = TestWords.apply(server.registry(), settings, line, context, section);
        }
        return settings;
    }

    private void configure(String... lines) throws ConfigException {
        server.set(AliasModule.SETTINGS, read(Context.SERVER, "", lines).get(AliasModule.SETTINGS));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "/al/a.txt, /other/a.txt", "/al, /other", "/alx, /www/alx", "/al//a.txt, /other//a.txt", "//al/a.txt, /other/a.txt",
        "/rel/a.txt, /server/alias/a.txt", "/sl/a.txt, /other/a.txt", "/sl, /www/sl", "/one, /other/a.txt",
        "/am/a.x, /other/a.txt", "/am/q/a.x, /other/q/a.txt", "/an/b, /other/&", "/ao/b, /other/$1&xb",
        "/ap/b, /x/xb$", "/aq/zzz, /other/q",
    })
    void mapsUrls(String url, String file) throws Exception {
        configure("Alias /al /other", "Alias /rel alias", "Alias /sl/ /other/", "Alias /one /other/a.txt",
                "AliasMatch ^/am/(.*)\\.x$ /other/$1.txt", "AliasMatch ^/an/(.*)$ /other/&",
                "AliasMatch ^/ao/(.*)$ /other/\\$1\\&\\x$1", "AliasMatch ^/ap/(.*)$ /x/$2x$1$", "AliasMatch ^/aq /other/q");
        server.file(file);
        Request request = server.processor().lookUp(server.request("GET", "/"), url.startsWith("//") ? url.substring(1) : url);
        assertEquals(file.replace("//", "/"), Objects.requireNonNull(request.file()).text().replace("//", "/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "/r1 | 302 | http://example.com/x",
        "/r1/b c?q=1 | 302 | http://example.com/x/b%20c?q=1",
        "/r1x | 404 | -",
        "/r2/z | 301 | HOST/local/z",
        "/r3 | 410 | -",
        "/r4/b?q | 301 | http://e.com/y?z=1/b",
        "/rm/a b?c=d | 302 | http://e.com/a%20b?c=d",
        "/rq/1 | 302 | HOST/foo/1?x=1",
        "/rq/1?y | 302 | HOST/foo/1?x=1",
        "/r5/x | 404 | -",
        "/r6/q | 303 | http://e.com/q",
        "/rg | 410 | -",
        "/r7/z | 307 | http://e.com/a#frag/z",
        "/r7/z?q | 307 | http://e.com/a#frag/z?q",
        "/r8 | 301 | http://e.com/8",
        "/r9 | 302 | http://e.com/9",
    })
    void redirects(String url, int status, String location) throws Exception {
        configure("Redirect /r1 http://example.com/x", "Redirect 301 /r2 /local", "Redirect gone /r3",
                "Redirect permanent /r4 http://e.com/y?z=1", "RedirectMatch ^/rm/(.*)$ http://e.com/$1",
                "RedirectMatch 302 ^/rq/(.*)$ /foo/$1?x=$1", "Redirect 404 /r5", "Redirect seeother /r6/ http://e.com/",
                "RedirectMatch 410 ^/rg", "Redirect 307 /r7 http://e.com/a#frag", "RedirectPermanent /r8 http://e.com/8",
                "RedirectTemp /r9 http://e.com/9", "Alias /r1 /never");
        var answer = server.get(url);
        assertEquals(status, answer.status());
        assertEquals(location == null ? null : location.replace("HOST", HOST), answer.head().get("Location"));
    }

    @Test
    void aDecodedQuestionMarkEndsThePathOfAMatch() throws Exception {
        configure("RedirectMatch ^/rm/(.*)$ http://e.com/$1");
        Request request = server.request("GET", "/rm/");
        request.path(new muster.core.UrlPath("/rm/a?b"));
        assertEquals("http://e.com/a?b", server.process(request).head().get("Location"));
    }

    @Test
    void sectionsRedirectAndMapAsAWhole() throws Exception {
        server.location("/lo", read(Context.DIRECTORY, "<Location", "Redirect 308 http://e.com/lo%{QUERY_STRING}"));
        server.location("/gone", read(Context.DIRECTORY, "<Location", "Redirect gone"));
        server.location("/rr", read(Context.DIRECTORY, "<Location", "RedirectRelative On", "Redirect 301 /other"));
        server.location("/in", read(Context.DIRECTORY, "<Directory", "Redirect /in/gone http://e.com/gone"));
        server.location("/la", read(Context.DIRECTORY, "<Location", "Alias /srv"));
        server.location("/here", read(Context.DIRECTORY, "<Location", "ScriptAlias /srv", "AliasPreservePath On"));
        assertEquals("http://e.com/loyy?yy", server.get("/lo/x?yy").head().get("Location"));
        assertEquals(410, server.get("/gone/x").status());
        assertEquals("/other", server.get("/rr/z").head().get("Location"));
        assertEquals("http://e.com/gone/x", server.get("/in/gone/x").head().get("Location"));
        Request mapped = server.processor().lookUp(server.request("GET", "/"), "/la/a.txt");
        assertEquals("/srv", Objects.requireNonNull(mapped.file()).text());
        server.folder("/srv").file("/srv/a.txt");
        Request kept = server.processor().lookUp(server.request("GET", "/"), "/here/a.txt");
        assertEquals("/srv/a.txt", Objects.requireNonNull(kept.file()).text());
        assertEquals("cgi-script", kept.handler());
        assertEquals("/here", kept.contextPrefix());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Alias /x | Alias must have two arguments when used globally",
        "ScriptAlias /x | Alias must have two arguments when used globally",
        "Redirect /a | URL to redirect to is missing",
        "Redirect foo /a http://x | Redirect: invalid first argument (of three)",
        "Redirect /a b | Redirect to non-URL",
        "Redirect gone /a http://x/ | Redirect URL not valid for this status",
        "Redirect 301 /a | URL to redirect to is missing",
        "RedirectMatch ( http://x/ | Regular expression could not be compiled.",
        "RedirectMatch 302 /x | URL to redirect to is missing",
        "AliasMatch ( /x | Regular expression could not be compiled.",
    })
    void complainsInHttpdsWords(String line, String message) {
        assertEquals(message, assertThrows(ConfigException.class, () -> configure(line)).getMessage());
    }

    @Test
    void complainsOfTheWrongPlace() {
        assertEquals(
                "Alias cannot occur within directory context",
                assertThrows(ConfigException.class, () -> read(Context.DIRECTORY, "<Location", "Alias /a /b"))
                        .getMessage());
        assertEquals(
                "Alias cannot occur within <Directory> section",
                assertThrows(ConfigException.class, () -> read(Context.DIRECTORY, "<Directory", "Alias /a"))
                        .getMessage());
        assertEquals(
                "URL to redirect to is missing",
                assertThrows(ConfigException.class, () -> read(Context.DIRECTORY, "<Location", "Redirect 301"))
                        .getMessage());
    }

    @Test
    void innerServersComeFirst() throws Exception {
        Settings outer = read(Context.SERVER, "", "Alias /a /outer");
        Settings inner = read(Context.VIRTUAL_HOST, "", "Alias /a /inner");
        server.set(AliasModule.SETTINGS, outer.plus(inner).get(AliasModule.SETTINGS));
        Request request = server.processor().lookUp(server.request("GET", "/"), "/a");
        assertEquals("/inner", Objects.requireNonNull(request.file()).text());
        assertNull(request.handler());
    }
}
