package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions in cookies, plain and encrypted: as httpd keeps them, but for the moment when they end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionTest {
    private static final String MODULES = Stream.of(
                    "session", "session_cookie", "session_crypto", "headers", "alias", "cgid")
            .map(TestServer::loadModule)
            .collect(Collectors.joining());

    private static final Pattern EXPIRY = Pattern.compile("expiry=1\\d{15}");

    private static final Pattern SEALED = Pattern.compile("session=[A-Za-z0-9+/]{50}");

    private final Twins twins = new Twins();

    @BeforeAll
    void start() {
        twins.file("htdocs/index.html", "index")
                .file("htdocs/x.txt", "x")
                .file("htdocs/x.cgi", """
                        #!/bin/sh
                        echo "Content-Type: text/plain"
                        [ -z "$HTTP_X_CHANGE" ] || echo "X-Replace: $HTTP_X_CHANGE"
                        echo "X-Replace2: a=always"
                        echo
                        echo "session: $HTTP_SESSION"
                        """)
                .file("phrases", "\"new phrase\" word\n\n  \"old phrase\"\n")
                .configure(MpmName.EVENT, MODULES + """
                        SessionCryptoDriver openssl
                        AliasMatch "^/[a-z0-9]+/(.*)$" htdocs/$1
                        SessionHeader X-Replace
                        <Directory FOLDER/htdocs>
                            Options ExecCGI FollowSymLinks
                            AddHandler cgi-script .cgi
                        </Directory>
                        <LocationMatch "^/[a-z]">
                            LogLevel session:debug session_cookie:debug core:debug
                            Header set X-Cookies "expr=%{req:Cookie}"
                            Header set X-Session "expr=%{reqenv:HTTP_SESSION}"
                        </LocationMatch>
                        <Location /on/>
                            Session On
                            SessionCookieName session path=/
                        </Location>
                        <Location /plain/>
                            Session On
                            SessionCookieName session
                        </Location>
                        <Location /off/>
                            SessionCookieName session
                        </Location>
                        <Location /on/off/>
                            Session Off
                        </Location>
                        <Location /age/>
                            Session On
                            SessionCookieName session path=/;HttpOnly
                            SessionMaxAge 100
                        </Location>
                        <Location /interval/>
                            Session On
                            SessionCookieName session path=/
                            SessionMaxAge 100
                            SessionExpiryUpdateInterval 50
                        </Location>
                        <Location /two/>
                            Session On
                            SessionCookieName s1 path=/
                            SessionCookieName2 s2 x=y
                            SessionMaxAge 7
                        </Location>
                        <Location /second/>
                            Session On
                            SessionCookieName2 s2
                        </Location>
                        <Location /nowhere/>
                            Session On
                        </Location>
                        <Location /remove/>
                            Session On
                            SessionCookieName session path=/
                            SessionCookieRemove On
                        </Location>
                        <Location /env/>
                            Session On
                            SessionEnv On
                            SessionCookieName session path=/
                        </Location>
                        <Location /other/>
                            Session On
                            SessionHeader X-Replace2
                            SessionCookieName session
                        </Location>
                        <Location /include/>
                            Session On
                            SessionMaxAge 10
                            SessionInclude /include/index
                            SessionInclude /include/x
                            SessionExclude /include/x.txt
                            SessionCookieName session
                        </Location>
                        <Location /error/>
                            Session On
                            SessionMaxAge 10
                            SessionCookieName session
                            ErrorDocument 404 /age/index.html
                        </Location>
                        <Location /crypto/>
                            Session On
                            SessionEnv On
                            SessionCookieName session path=/
                            SessionCryptoPassphrase "a secret"
                        </Location>
                        <Location /crypto128/>
                            Session On
                            SessionEnv On
                            SessionCookieName session path=/
                            SessionCryptoCipher aes128
                            SessionCryptoPassphrase "a secret"
                        </Location>
                        <Location /cryptofile/>
                            Session On
                            SessionEnv On
                            SessionCookieName session path=/
                            SessionCryptoCipher 3des192
                            SessionCryptoPassphraseFile phrases
                        </Location>
                        <Location /cryptoold/>
                            Session On
                            SessionEnv On
                            SessionCookieName session path=/
                            SessionCryptoCipher 3des192
                            SessionCryptoPassphrase "old phrase"
                        </Location>
                        """);
        for (TestServer server : List.of(twins.apache(), twins.muster())) {
            server.htdocs().resolve("x.cgi").toFile().setExecutable(true, false);
        }
        twins.start();
    }

    private static String asked(String line) {
        return line.contains("X-Change") ? line.replace("/x.txt", "/x.cgi") : line;
    }

    /// The error logs agree, too.
    @AfterAll
    void stop() {
        assertEquals(log(twins.apache()), log(twins.muster()));
        twins.close();
    }

    private static String log(TestServer server) {
        return server.errorLog()
                .lines()
                .filter(line -> line.contains("[client ") && !line.contains("session_crypto"))
                .map(line -> line.substring(line.indexOf("] ", line.indexOf("[client ")) + 2))
                .filter(line -> !line.contains("crypto"))
                .filter(line -> !line.contains("removed cookie") && !SEALED.matcher(line).find())
                .map(line -> EXPIRY.matcher(line).replaceAll("expiry=SOON").replace(server.folder().toString(), "FOLDER"))
                .collect(Collectors.joining("\n"));
    }

    private static String answer(TestServer server, String path, String... fields) {
        Reply reply = Wire.ask(server.port(), Wire.request("GET", path, fields));
        String head = reply.fields().stream()
                .filter(field -> !field.startsWith("Date:") && !field.startsWith("Server:"))
                .filter(field -> !field.startsWith("Transfer-Encoding:") && !field.startsWith("Content-Length:")) // of programs
                .distinct() // httpd takes a cookie away twice
                .sorted()
                .collect(Collectors.joining("\n"));
        return reply.statusLine() + "\n" + EXPIRY.matcher(head).replaceAll("expiry=SOON");
    }

    private static String soon(int seconds) {
        return (System.currentTimeMillis() / 1000 + seconds) + "000000";
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/on/x.txt",
        "/on/x.txt | Cookie: session=a=b",
        "/on/x.txt | Cookie: session=a=b | X-Change: c=d",
        "/on/x.txt | X-Change: a=b&x=y%20z/+.*_-~&q=%41%ff&e=f=g&h&=i&%zz=1&j=%41%00&k=a%2fb+c",
        "/on/x.txt | Cookie: session=a=b&A=z&e=f=g&h&=i&%zz=1&j=%41%00&k=a%2fb+c&l=%C3%A4 | X-Change: new=1",
        "/on/x.txt | Cookie: session=a=b | X-Change: a=",
        "/on/x.txt | Cookie: session=a=b&c=d | X-Change: a=&x=y",
        "/on/x.txt | X-Change: &&",
        "/on/none.txt | Cookie: session=a=b | X-Change: c=d",
        "/on/none.txt",
        "/on/off/x.txt | X-Change: a=b",
        "/off/x.txt | Cookie: session=a=b | X-Change: a=b",
        "/plain/x.txt | X-Change: a=b",
        "/plain/x.txt | Cookie: session=a=b | X-Change: a=",
        "/plain/x.txt | Cookie: x=1; session=a=b; session=c=d | X-Change: e=f",
        "/plain/x.txt | Cookie: x=1; session=a=b; session=a=b | X-Change: e=f",
        "/plain/x.txt | Cookie: Session=a=b | X-Change: e=f",
        "/plain/x.txt | Cookie: session=\"a=b\" | X-Change: e=f",
        "/plain/x.txt | Cookie:session=a=b;x=y | X-Change: e=f",
        "/plain/x.txt | Cookie: x=y,session=a=b,z=w | X-Change: e=f",
        "/plain/ | Cookie: session=a=b | X-Change: e=f",
        "/age/x.txt",
        "/age/x.txt | Cookie: session=a=b",
        "/age/x.txt | Cookie: session=a=b&expiry=1",
        "/age/x.txt | Cookie: session=a=b&expiry=abc",
        "/age/x.txt | Cookie: session=a=b&expiry=9999999999000000",
        "/age/x.txt | Cookie: session=a=b&expiry=1 | X-Change: c=d",
        "/age/none.txt",
        "/interval/x.txt",
        "/interval/x.txt | Cookie: session=a=b&expiry=IN90",
        "/interval/x.txt | Cookie: session=a=b&expiry=IN40",
        "/interval/x.txt | Cookie: session=a=b&expiry=IN90 | X-Change: c=d",
        "/two/x.txt",
        "/two/x.txt | Cookie: s2=a=b; s1=c=d",
        "/two/x.txt | Cookie: s1=c=d | Cookie2: s2=a=b",
        "/second/x.txt | X-Change: a=b",
        "/second/x.txt | Cookie: s2=a=b | X-Change: a=",
        "/nowhere/x.txt",
        "/nowhere/x.txt | X-Change: a=b",
        "/remove/x.txt | Cookie: x=y; session=z=y; other=1, $Path=/; q=1",
        "/remove/x.txt | Cookie: session=z=y | X-Change: a=b",
        "/remove/x.txt | Cookie: session=z=y; $Path=/; $Domain=x; other=2",
        "/remove/x.txt | Cookie: a=1 | Cookie: session=z=y | Cookie: b=2",
        "/env/x.txt | Cookie: session=z=y&a=b c | Session: forged",
        "/env/x.txt | Session: forged",
        "/env/none.txt | Cookie: session=z=y&a=b c",
        "/other/x.txt | X-Change: not=this",
        "/include/index.html",
        "/include/x.txt",
        "/include/xyz",
        "/include/other",
        "/error/none.txt",
        "/error/none.txt | Cookie: session=a=b",
        "/crypto/x.txt",
        "/crypto/x.txt | Cookie: session=a=b",
        "/crypto/x.txt | Cookie: session=YWJj",
        "/crypto/x.txt | Cookie: session=bm90IG91ciBjb29raWUgYnV0IGxvbmcgZW5vdWdoIGZvciBvbmU="
    })
    void agree(String line) {
        String[] words = asked(line).replace("IN90", soon(90)).replace("IN40", soon(40)).split(" \\| ");
        String[] fields = Stream.of(words).skip(1).toArray(String[]::new);
        assertEquals(answer(twins.apache(), words[0], fields), answer(twins.muster(), words[0], fields));
    }

    /// Each server reads what the other has encrypted, and nobody reads what was tampered with.
    @ParameterizedTest
    @ValueSource(strings = {"/crypto/x.txt", "/crypto128/x.txt", "/cryptofile/x.txt"})
    void cookiesAreGoodForBoth(String path) {
        for (TestServer maker : List.of(twins.apache(), twins.muster())) {
            Reply made = Wire.ask(maker.port(), Wire.request("GET", path.replace(".txt", ".cgi"), "X-Change: a=b&c=d e"));
            String cookie = made.header("Set-Cookie").replaceAll(";.*", "");
            assertTrue(cookie.length() > 60, made.toString());
            for (TestServer reader : List.of(twins.apache(), twins.muster())) {
                assertEquals("a=b&c=d+e", session(reader, path, cookie), maker.program() + " to " + reader.program());
                char other = cookie.charAt(30) == 'A' ? 'B' : 'A';
                assertEquals("", session(reader, path, cookie.substring(0, 30) + other + cookie.substring(31)));
            }
        }
    }

    private static String session(TestServer server, String path, String cookie) {
        return Wire.ask(server.port(), Wire.request("GET", path, "Cookie: " + cookie)).header("X-Session");
    }

    @Test
    void anOldPhraseStillDecrypts() {
        Reply made = Wire.ask(twins.apache().port(), Wire.request("GET", "/cryptoold/x.cgi", "X-Change: a=b"));
        String cookie = made.header("Set-Cookie").replaceAll(";.*", "");
        assertEquals("a=b", session(twins.muster(), "/cryptofile/x.txt", cookie));
        assertEquals("a=b", session(twins.apache(), "/cryptofile/x.txt", cookie));
    }
}
