package muster.e2e;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers that must be those of Apache httpd, field by field and byte by byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LikeApacheTest {
    private static final String DATE = "Fri, 02 Jan 2026 03:04:05 GMT";
    private static final String EARLIER = "Thu, 01 Jan 2026 00:00:00 GMT";
    private static final String LATER = "Sat, 03 Jan 2026 00:00:00 GMT";
    /// Of digits.txt: its size and its date in microseconds, in hexadecimal.
    private static final String ETAG = "\"64-" + Long.toHexString(Twins.CHANGED.toEpochMilli() * 1000) + "\"";

    private final Twins twins = new Twins();

    @BeforeAll
    void start() {
        twins.file("htdocs/index.html", "<h1>home</h1>")
                .file("htdocs/digits.txt", "0123456789".repeat(10))
                .file("htdocs/two.txt.html", "two extensions")
                .file("htdocs/SHOUT.TXT", "shouted")
                .file("htdocs/none", "no extension")
                .file("htdocs/a b.txt", "a blank")
                .file("htdocs/special.odd", "typed by AddType")
                .file("htdocs/folder/index.html", "in a folder")
                .file("htdocs/listing/file.txt", "no index here")
                .file("htdocs/closed/file.txt", "denied")
                .file("htdocs/errors/missing.html", "a page for what is missing")
                .file("htdocs/errors/local/x", "")
                .file("htdocs/errors/away/x", "")
                .file("htdocs/.secret", "a dot file")
                .file("htdocs/one/index.html", "site one")
                .file("htdocs/two/index.html", "site two")
                .configure(MpmName.EVENT, """
                        ServerTokens Prod
                        ServerSignature Off
                        TraceEnable off
                        AddType application/x-odd .odd
                        ErrorDocument 403 "Not for you."
                        <Directory htdocs/closed>
                            Require all denied
                        </Directory>
                        <Files ".*">
                            Require all denied
                        </Files>
                        <Location /errors/local>
                            ErrorDocument 404 /errors/missing.html
                        </Location>
                        <Location /errors/away>
                            ErrorDocument 404 http://elsewhere.test/missing
                        </Location>
                        <LocationMatch "^/(?i)private/">
                            Require ip 192.0.2.1
                        </LocationMatch>
                        <VirtualHost *:*>
                            ServerName localhost
                        </VirtualHost>
                        <VirtualHost *:*>
                            ServerName one.test
                            ServerAlias uno.test *.one.test
                            DocumentRoot htdocs/one
                        </VirtualHost>
                        <VirtualHost *:*>
                            ServerName two.test
                            DocumentRoot htdocs/two
                            UseCanonicalName On
                        </VirtualHost>
                        """)
                .start();
    }

    @AfterAll
    void stop() {
        twins.close();
    }

    static Stream<String> files() {
        return Stream.of(
                get("/"), get("/digits.txt"), head("/digits.txt"), get("/two.txt.html"), get("/SHOUT.TXT"), get("/none"),
                get("/a%20b.txt"), get("/special.odd"), get("/folder/"), get("/folder"), get("/folder?q=1"), get("/digits.txt?q"),
                get("/digits.txt/extra"), get("/digits.txt/"), get("//digits.txt"), get("/folder//index.html"), get("/./digits.txt"),
                get("/folder/../digits.txt"), get("/digits%2Etxt"), get("/%64igits.txt"), get("/nothing"),
                head("/nothing"), get("/listing/"), get("/listing/file.txt"), get("/closed/file.txt"), get("/closed/"), get("/.secret"),
                get("/private/x"), get("/PRIVATE/x"), get("/errors/local/nothing"), get("/errors/away/nothing"),
                get("/a%zz"), get("/%C3%A4"), get("/folder;x=1/"));
    }

    static Stream<String> methods() {
        return Stream.of(
                ask("OPTIONS", "/digits.txt"), ask("OPTIONS", "*"), ask("POST", "/digits.txt", "Content-Length: 0"),
                ask("PUT", "/digits.txt", "Content-Length: 0"), ask("DELETE", "/digits.txt"), ask("TRACE", "/digits.txt"), ask("PATCH", "/digits.txt"),
                ask("BREW", "/digits.txt"), ask("get", "/digits.txt"), ask("PROPFIND", "/"), ask("OPTIONS", "/closed/file.txt"));
    }

    static Stream<String> ranges() {
        return Stream.of(
                        "0-0", "0-4", "-3", "-0", "95-", "99-", "0-99", "0-100", "0-99999999999", "5-4", "abc", "-", "0-4,", "0-1,3-4",
                        "0-9,20-29,40-49", "0-1,2-3", "0-5,3-8", "5-6,0-1", "-1,0-0", "0-0,0-0", "0-0,200-300", "0 - 4",
                        "0-,0-,0-", "0-49,50-99", "10-19,0-9", "18446744073709551616-")
                .map(range -> get("/digits.txt", "Range: bytes=" + range));
    }

    static Stream<String> otherRanges() {
        return Stream.of(
                get("/digits.txt", "Range: bytes 0-4"), get("/digits.txt", "Range: items=0-4"), get("/digits.txt", "Range: BYTES=0-4"),
                head("/digits.txt", "Range: bytes=0-4"), get("/nothing", "Range: bytes=0-4"), get("/digits.txt", "Range: bytes=0-4", "If-Range: " + ETAG),
                get("/digits.txt", "Range: bytes=0-4", "If-Range: \"other\""), get("/digits.txt", "Range: bytes=0-4", "If-Range: W/" + ETAG),
                get("/digits.txt", "Range: bytes=0-4", "If-Range: " + DATE), get("/digits.txt", "Range: bytes=0-4", "If-Range: " + EARLIER),
                get("/digits.txt", "Range: bytes=0-4", "If-Range: " + LATER), get("/digits.txt", "Range: bytes=0-4", "If-Range: nonsense"),
                get("/digits.txt", "Range: bytes=0-4", "If-None-Match: " + ETAG), get("/digits.txt", "Range: bytes=500-", "If-Range: \"other\""),
                get("/digits.txt", "Request-Range: bytes=0-4"), get("/digits.txt", "Range: bytes=0-0", "Range: bytes=1-1"));
    }

    static Stream<String> conditions() {
        return Stream.of(
                get("/digits.txt", "If-Modified-Since: " + DATE), get("/digits.txt", "If-Modified-Since: " + EARLIER),
                get("/digits.txt", "If-Modified-Since: " + LATER), get("/digits.txt", "If-Modified-Since: nonsense"),
                get("/digits.txt", "If-Modified-Since: Friday, 02-Jan-26 03:04:05 GMT"), get("/digits.txt", "If-Modified-Since: Fri Jan  2 03:04:05 2026"),
                get("/digits.txt", "If-Modified-Since: Fri, 02 Jan 2099 03:04:05 GMT"), get("/digits.txt", "If-Unmodified-Since: " + DATE),
                get("/digits.txt", "If-Unmodified-Since: " + EARLIER), get("/digits.txt", "If-Unmodified-Since: " + LATER),
                get("/digits.txt", "If-None-Match: " + ETAG), get("/digits.txt", "If-None-Match: W/" + ETAG), get("/digits.txt", "If-None-Match: *"),
                get("/digits.txt", "If-None-Match: \"a\", " + ETAG), get("/digits.txt", "If-None-Match: \"a\""), get("/digits.txt", "If-None-Match: unquoted"),
                get("/digits.txt", "If-Match: " + ETAG), get("/digits.txt", "If-Match: \"a\""), get("/digits.txt", "If-Match: *"),
                get("/digits.txt", "If-Match: W/" + ETAG), get("/nothing", "If-Match: *"), get("/nothing", "If-None-Match: *"),
                get("/digits.txt", "If-None-Match: \"a\"", "If-Modified-Since: " + LATER),
                get("/digits.txt", "If-Match: " + ETAG, "If-None-Match: " + ETAG),
                head("/digits.txt", "If-None-Match: " + ETAG), ask("POST", "/digits.txt", "If-None-Match: " + ETAG, "Content-Length: 0"),
                get("/folder", "If-None-Match: *"), get("/", "If-Modified-Since: " + DATE));
    }

    static Stream<String> hosts() {
        return Stream.of(
                get("/", "Host: one.test"), get("/", "Host: ONE.test"), get("/", "Host: one.test:PORT"), get("/", "Host: one.test:1"), get("/", "Host: uno.test"),
                get("/", "Host: a.one.test"), get("/", "Host: a.b.one.test"), get("/", "Host: one.test."), get("/", "Host: unknown.test"), get("/", "Host: two.test"),
                get("http://two.test/", "Host: one.test"), get("http://two.test:99/", "Host: one.test"), get("/", "Host: 127.0.0.1"), get("/", "Host: [::1]"), get("/", "Host: "),
                get("/nothing", "Host: two.test:PORT"), "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\nHost: one.test\r\n\r\n",
                get("/../x", "Host: one.test"), get("/one", "Host: other.test:77"), get("/one", "Host: [::1]:77"));
    }

    static Stream<String> connections() {
        return Stream.of(
                get("/digits.txt", "Connection: close"), get("/digits.txt", "Connection: keep-alive"), get("/digits.txt", "Connection: Keep-Alive, x"),
                "GET /digits.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "HEAD /digits.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                "GET /nothing HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                get("/digits.txt", "Connection: Upgrade", "Upgrade: websocket"), "GET /digits.txt HTTP/1.1\r\nHost: localhost\r\nTE: trailers\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource({"files", "methods", "ranges", "otherRanges", "conditions", "hosts", "connections"})
    void answersAsApacheDoes(String request) {
        twins.agreeOn(request);
    }

    private static String get(String path, String... headers) {
        return Wire.request("GET", path, headers);
    }

    private static String head(String path, String... headers) {
        return Wire.request("HEAD", path, headers);
    }

    private static String ask(String method, String path, String... headers) {
        return Wire.request(method, path, headers);
    }
}
