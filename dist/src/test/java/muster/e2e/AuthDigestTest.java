package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Digest authentication, where each server must be asked with its own nonces: what they say to the same client, right or wrong.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthDigestTest {
    private static final String MODULES = Stream.of(
                    "authn_core", "authn_file", "authn_anon", "auth_digest", "authz_user", "authz_groupfile", "alias", "setenvif")
            .map(TestServer::loadModule)
            .collect(Collectors.joining());

    private static final Pattern VALUE = Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^ ,\"]+))");
    private static final Pattern CHANGING =
            Pattern.compile("(nonce=\"|rspauth=\"|nonce )[^\" ]*|hash is not .*|invalid nonce '?[^ ']*");

    private final Twins twins = new Twins();

    @BeforeAll
    void start() {
        twins.file("htdocs/index.html", "index")
                .file("htdocs/x.txt", "x")
                .file("realm1", String.join("\n", line("user1", "realm1", "password1"), line("user1", "a \"b\" c", "password1"),
                        line("user2", "realm1", "password2"), line("a\"b", "realm1", "p"), "broken:realm1", "plain:secret", ""))
                .file("groups1", "staff: user1\n")
                .configure(MpmName.EVENT, MODULES + """
                        AliasMatch "^/[a-z]+/(.*)$" htdocs/$1
                        SetEnvIf X-Browser "MSIE" AuthDigestEnableQueryStringHack=On
                        SetEnvIf X-Allowed "yes" allowed
                        <LocationMatch "^/[a-z]+/">
                            AuthType Digest
                            AuthName realm1
                            AuthUserFile realm1
                            AuthGroupFile groups1
                            LogLevel auth_digest:info
                            Require valid-user
                        </LocationMatch>
                        <Location /none/>
                            AuthName realm1
                            AuthDigestQop none
                        </Location>
                        <Location /counts/>
                            AuthName realm1
                            AuthDigestNcCheck On
                        </Location>
                        <Location /nonecounts/>
                            AuthName realm1
                            AuthDigestNcCheck On
                            AuthDigestQop none
                        </Location>
                        <Location /once/>
                            AuthName realm1
                            AuthDigestNonceLifetime 0
                        </Location>
                        <Location /short/>
                            AuthName realm1
                            AuthDigestNonceLifetime 20
                        </Location>
                        <Location /ever/>
                            AuthName realm1
                            AuthDigestNonceLifetime -1
                        </Location>
                        <Location /domain/>
                            AuthName realm1
                            AuthDigestDomain /domain/ http://other.test/
                            AuthDigestAlgorithm MD5
                            AuthDigestQop auth
                        </Location>
                        <Location /quoted/>
                            AuthName "a \\"b\\" c"
                        </Location>
                        <Location /user/>
                            Require user user2
                        </Location>
                        <Location /group/>
                            Require group staff
                        </Location>
                        <Location /env/>
                            Require env allowed
                            Require user user2
                        </Location>
                        <Location /nofile/>
                            AuthUserFile nosuch
                        </Location>
                        <Location /error/>
                            ErrorDocument 401 /error/x.txt
                        </Location>
                        """)
                .start();
    }

    /// The same lines in the same order, whatever the nonces were.
    @AfterAll
    void stop() {
        assertEquals(complaints(twins.apache()), complaints(twins.muster()));
        twins.close();
    }

    private static String complaints(TestServer server) {
        return server.errorLog()
                .lines()
                .filter(line -> line.contains("[client "))
                .map(line -> line.substring(line.indexOf(" AH") + 1))
                .map(line -> CHANGING.matcher(line).replaceAll("$1*"))
                .map(line -> line.replace(server.folder().toString(), "FOLDER").replace(":" + server.port(), ":PORT"))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String user, String realm, String password) {
        return user + ":" + realm + ":" + md5(user + ":" + realm + ":" + password);
    }

    private static String md5(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(sum);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// A browser on its way through one server.
    private static final class Client {
        private final TestServer server;
        private final String path;
        private Map<String, String> challenge = Map.of();
        private final StringBuilder said = new StringBuilder();
        private String user = "user1";
        private String password = "password1";
        private int count;
        private final Map<String, String> changes = new LinkedHashMap<>();
        private final List<String> left = new java.util.ArrayList<>();
        private String method = "GET";
        private String target;

        Client(TestServer server, String path) {
            this.server = server;
            this.path = path;
            this.target = path;
        }

        Client as(String name, String word) {
            user = name;
            password = word;
            return this;
        }

        /// A field of the next request's header; null for no qop.
        Client with(String name, String value) {
            changes.put(name, value);
            return this;
        }

        Client without(String name) {
            left.add(name);
            return this;
        }

        Client by(String other) {
            method = other;
            return this;
        }

        Client to(String other) {
            target = other;
            return this;
        }

        Client counting(int next) {
            count = next - 1;
            return this;
        }

        /// Without credentials.
        Client ask(String... fields) {
            return send(fields);
        }

        Client answer(String... fields) {
            String[] all = Stream.concat(Stream.of("Authorization: " + authorization()), Stream.of(fields)).toArray(String[]::new);
            changes.clear();
            left.clear();
            return send(all);
        }

        private String authorization() {
            count++;
            String nc = "%08x".formatted(count);
            String uri = changes.getOrDefault("uri", target);
            String realm = challenge.getOrDefault("realm", "realm1");
            String nonce = changes.getOrDefault("nonce", challenge.getOrDefault("nonce", ""));
            String secret = md5(user + ":" + realm + ":" + password);
            String request = md5(method + ":" + uri);
            boolean old = changes.containsKey("qop") ? changes.get("qop") == null : !challenge.containsKey("qop");
            String response = old
                    ? md5(secret + ":" + nonce + ":" + request)
                    : md5(secret + ":" + nonce + ":" + changes.getOrDefault("nc", nc) + ":c\"n:" + changes.getOrDefault("qop", "auth")
                            + ":" + request);
            var fields = new LinkedHashMap<String, String>();
            fields.put("username", quoted(user));
            fields.put("realm", quoted(realm));
            fields.put("nonce", quoted(nonce));
            fields.put("uri", quoted(uri));
            fields.put("response", quoted(response));
            if (challenge.containsKey("opaque")) {
                fields.put("opaque", quoted(challenge.get("opaque")));
            }
            if (!old) {
                fields.put("qop", changes.getOrDefault("qop", "auth"));
                fields.put("nc", nc);
                fields.put("cnonce", quoted("c\"n"));
            }
            changes.forEach((name, value) -> fields.compute(name, (_, _) -> value == null ? null : quoted(value)));
            left.forEach(fields::remove);
            return "Digest "
                    + fields.entrySet().stream().map(f -> f.getKey() + "=" + f.getValue()).collect(Collectors.joining(", "));
        }

        private static String quoted(String value) {
            return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        private Client send(String... fields) {
            Reply reply = Wire.ask(server.port(), Wire.request(method, target, fields));
            for (String name : List.of("WWW-Authenticate", "Authentication-Info")) {
                String field = reply.header(name);
                if (!field.isEmpty()) {
                    learn(name, field);
                }
            }
            said.append(method).append(' ').append(target).append(" -> ").append(reply.status()).append('\n');
            reply.fields().stream()
                    .filter(f -> f.startsWith("WWW-") || f.startsWith("Authentication-"))
                    .forEach(f -> said.append(CHANGING.matcher(f).replaceAll("$1*")).append('\n'));
            return this;
        }

        private void learn(String name, String field) {
            var values = new LinkedHashMap<String, String>();
            Matcher matcher = VALUE.matcher(field);
            while (matcher.find()) {
                String quoted = matcher.group(2);
                values.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted.replace("\\\"", "\""));
            }
            if (name.equals("WWW-Authenticate")) {
                challenge = values;
                count = 0;
            } else if (values.containsKey("nextnonce")) {
                challenge = new LinkedHashMap<>(challenge);
                challenge.put("nonce", values.get("nextnonce"));
                count = 0;
            }
        }
    }

    private static DynamicTest agree(Twins twins, String name, String path, Consumer<Client> story) {
        return DynamicTest.dynamicTest(name, () -> {
            var apache = new Client(twins.apache(), path);
            var muster = new Client(twins.muster(), path);
            story.accept(apache);
            story.accept(muster);
            assertEquals(apache.said.toString(), muster.said.toString());
        });
    }

    private DynamicTest tell(String name, String path, Consumer<Client> story) {
        return agree(twins, name, path, story);
    }

    @TestFactory
    Stream<DynamicTest> stories() {
        return Stream.of(
                tell("right", "/plain/x.txt", c -> c.ask().answer().answer()),
                tell("HEAD and POST", "/plain/x.txt", c -> c.by("HEAD").ask().answer().by("POST").answer()),
                tell("wrong password", "/plain/x.txt", c -> c.ask().as("user1", "foo").answer().as("user1", "password1").answer()),
                tell("unknown user", "/plain/x.txt", c -> c.ask().as("nobody", "x").answer()),
                tell("no hash", "/plain/x.txt", c -> c.ask().as("broken", "x").answer()),
                tell("a line for Basic", "/plain/x.txt", c -> c.ask().as("plain", "secret").answer()),
                tell("quote in a name", "/plain/x.txt", c -> c.ask().as("a\"b", "p").answer()),
                tell("quotes in the realm", "/quoted/x.txt", c -> c.ask().answer()),
                tell("missing file", "/plain/none.txt", c -> c.ask().answer()),
                tell("folder", "/plain/", c -> c.ask().answer()),
                tell("Basic instead", "/plain/x.txt", c -> c.ask("Authorization: Basic dXNlcjE6cGFzc3dvcmQx")),
                tell("empty field", "/plain/x.txt", c -> c.ask("Authorization: ")),
                tell("nothing but the scheme", "/plain/x.txt", c -> c.ask("Authorization: Digest")),
                tell("no user", "/plain/x.txt", c -> c.ask().without("username").answer()),
                tell("no realm", "/plain/x.txt", c -> c.ask().without("realm").answer()),
                tell("no nonce", "/plain/x.txt", c -> c.ask().without("nonce").answer()),
                tell("no uri", "/plain/x.txt", c -> c.ask().without("uri").answer()),
                tell("no response", "/plain/x.txt", c -> c.ask().without("response").answer()),
                tell("no cnonce", "/plain/x.txt", c -> c.ask().without("cnonce").answer()),
                tell("no nc", "/plain/x.txt", c -> c.ask().without("nc").answer()),
                tell("other realm", "/plain/x.txt", c -> c.ask().with("realm", "realm2").answer()),
                tell("other algorithm", "/plain/x.txt", c -> c.ask().with("algorithm", "SHA-256").answer()),
                tell("same algorithm", "/plain/x.txt", c -> c.ask().with("algorithm", "md5").answer()),
                tell("session algorithm", "/plain/x.txt", c -> c.ask().with("algorithm", "MD5-sess").answer()),
                tell("other qop", "/plain/x.txt", c -> c.ask().with("qop", "auth-int").answer()),
                tell("qop in capitals", "/plain/x.txt", c -> c.ask().with("qop", "AUTH").answer()),
                tell("old style", "/plain/x.txt", c -> c.ask().with("qop", null).answer()),
                tell("response in capitals", "/plain/x.txt", c -> c.ask().with("response", "0123456789ABCDEF0123456789ABCDEF").answer()),
                tell("short nonce", "/plain/x.txt", c -> c.ask().with("nonce", "abc").answer()),
                tell("forged nonce", "/plain/x.txt", c -> c.ask().with("nonce", "AAAAAAAAAAA=" + "0".repeat(40)).answer().answer()),
                tell("nonce without a time", "/plain/x.txt", c -> c.ask().with("nonce", "A".repeat(52)).answer()),
                tell("invalid opaque", "/plain/x.txt", c -> c.ask().with("opaque", "zzz").answer()),
                tell("unknown opaque", "/counts/x.txt", c -> c.ask().with("opaque", "ffff").answer().answer()),
                tell("with a query", "/plain/x.txt?try=til%7Ede", c -> c.ask().answer()),
                tell("query left out", "/plain/x.txt?try=til%7Ede", c -> c.ask().with("uri", "/plain/x.txt").answer()),
                tell("query left out by MSIE", "/plain/x.txt?try=til%7Ede", c -> c.ask().with("uri", "/plain/x.txt").answer("X-Browser: MSIE")),
                tell("other query", "/plain/x.txt?try=til%7Ede", c -> c.ask().with("uri", "/plain/x.txt?x").answer()),
                tell("other query by MSIE", "/plain/x.txt?try=til%7Ede", c -> c.ask().with("uri", "/plain/x.txt?x").answer("X-Browser: MSIE")),
                tell("query encoded otherwise", "/plain/x.txt?try=til%7Ede", c -> c.ask().with("uri", "/plain/x.txt?try=til~de").answer()),
                tell("empty query", "/plain/x.txt?", c -> c.ask().with("uri", "/plain/x.txt").answer()),
                tell("path encoded otherwise", "/plain/x.txt", c -> c.ask().with("uri", "/plain/%78.txt").answer()),
                tell("other path", "/plain/x.txt", c -> c.ask().with("uri", "/plain/y.txt").answer()),
                tell("path of another case", "/plain/x.txt", c -> c.ask().with("uri", "/Plain/x.txt").answer()),
                tell("whole URL of another host", "/plain/x.txt", c -> c.ask().with("uri", "http://elsewhere/plain/x.txt").answer()),
                tell("whole URL without port", "/plain/x.txt", c -> c.ask().with("uri", "http://localhost/plain/x.txt").answer()),
                tell("whole URL", "/plain/x.txt", c -> c.ask().with("uri", "http://localhost:" + c.server.port() + "/plain/x.txt").answer()),
                tell("whole URL of a user", "/plain/x.txt", c -> c.ask().with("uri", "http://LOCALHOST:" + c.server.port() + "/plain/x.txt?").answer()),
                tell("star", "/plain/x.txt", c -> c.ask().with("uri", "*").answer()),
                tell("nothing", "/plain/x.txt", c -> c.ask().with("uri", "").answer()),
                tell("proof for another page", "/plain/x.txt", c -> c.ask().to("/plain/index.html").with("uri", "/plain/x.txt").answer()),
                tell("qop none", "/none/x.txt", c -> c.ask().answer().answer()),
                tell("qop none, but sent", "/none/x.txt", c -> c.ask().with("qop", "auth").answer()),
                tell("counted", "/counts/x.txt", c -> c.ask().answer().answer().answer()),
                tell("replayed", "/counts/x.txt", c -> c.ask().answer().counting(1).answer().answer()),
                tell("skipped", "/counts/x.txt", c -> c.ask().answer().counting(5).answer()),
                tell("no count", "/counts/x.txt", c -> c.ask().with("nc", "abcx").answer()),
                tell("counted though refused", "/counts/x.txt", c -> c.ask().as("user1", "wrong").answer().as("user1", "password1").answer().answer()),
                tell("none counted", "/nonecounts/x.txt", c -> c.ask().answer().answer()),
                tell("none counted, but sent", "/nonecounts/x.txt", c -> c.ask().with("nc", "00000001").answer()),
                tell("good once", "/once/x.txt", c -> c.ask().answer().answer().answer()),
                tell("good once, used twice", "/once/x.txt", c -> {
                    c.ask();
                    String nonce = c.challenge.get("nonce");
                    c.answer().with("nonce", nonce).answer().answer();
                }),
                tell("short life", "/short/x.txt", c -> c.ask().answer().answer()),
                tell("for ever", "/ever/x.txt", c -> c.ask().answer().answer()),
                tell("domain", "/domain/x.txt", c -> c.ask().answer()),
                tell("another user required", "/user/x.txt", c -> c.ask().answer().as("user2", "password2").answer()),
                tell("group", "/group/x.txt", c -> c.ask().answer().as("user2", "password2").answer()),
                tell("no user needed", "/env/x.txt", c -> c.ask("X-Allowed: yes").ask().answer("X-Allowed: yes").answer()),
                tell("not needed and not there", "/env/none.txt", c -> c.ask("X-Allowed: yes").ask().answer("X-Allowed: yes")),
                tell("no file", "/nofile/x.txt", c -> c.ask().answer()),
                tell("error document", "/error/x.txt", c -> c.ask().answer().as("user1", "no").answer()),
                tell("one nonce, many pages", "/plain/x.txt", c -> c.ask().answer().to("/plain/index.html").answer().to("/user/x.txt").answer()));
    }
}
