package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logging in with a form: where browsers are sent, and what their sessions hold.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthFormTest {
    private static final String MODULES = Stream.of(
                    "authn_core", "authn_file", "authz_user", "auth_form", "request", "session", "session_cookie", "setenvif", "alias")
            .map(TestServer::loadModule)
            .collect(Collectors.joining());

    private final Twins twins = new Twins();

    @BeforeAll
    void start() {
        twins.file("htdocs/index.html", "index")
                .file("form1", "uform:$apr1$BzhDZ03D$U598kbSXGy/R7OhYXu.JJ0\n")
                .configure(MpmName.EVENT, MODULES + """
                        SetEnvIf X-Allowed "yes" allowed
                        Alias /form FOLDER/htdocs
                        Alias /plain FOLDER/htdocs
                        Alias /site FOLDER/htdocs
                        <LocationMatch "^/(form|plain|site)">
                            AuthType Form
                            AuthName form1
                            AuthFormProvider file
                            AuthUserFile form1
                            Session On
                            SessionCookieName session path=/
                            <RequireAny>
                                Require valid-user
                                Require env allowed
                            </RequireAny>
                        </LocationMatch>
                        <Location /form>
                            AuthFormLoginRequiredLocation http://localhost/login.html
                            AuthFormLoginSuccessLocation "http://localhost/form/?%{REQUEST_URI}"
                            AuthFormLogoutLocation /bye.html
                        </Location>
                        <Location /site>
                            AuthFormSitePassphrase secret
                            AuthFormUsername u
                            AuthFormPassword p
                        </Location>
                        <LocationMatch "/dologin">
                            SetHandler form-login-handler
                            Require all granted
                        </LocationMatch>
                        <LocationMatch "/dologout">
                            SetHandler form-logout-handler
                            Require all granted
                        </LocationMatch>
                        """)
                .start();
    }

    @AfterAll
    void stop() {
        twins.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /form/index.html",
        "GET /form/index.html | X-Allowed: yes",
        "GET /form/none.html | X-Allowed: yes",
        "GET /plain/index.html",
        "POST /form/dologin || httpd_username=uform&httpd_password=foo",
        "POST /form/dologin || httpd_username=uform&httpd_password=pform",
        "POST /form/dologin || httpd_username=uform&httpd_password=pform&httpd_location=/there",
        "POST /form/dologin || httpd_username=nobody&httpd_password=pform",
        "POST /form/dologin || httpd_username=uform",
        "POST /form/dologin || httpd_password=pform",
        "POST /form/dologin || httpd_username=&httpd_password=pform",
        "POST /form/dologin || httpd_username=ufor%6D&httpd_password=pfor%6d",
        "POST /form/dologin || ",
        "GET /form/dologin",
        "POST /plain/dologin || httpd_username=uform&httpd_password=foo",
        "POST /plain/dologin || httpd_username=uform&httpd_password=pform",
        "GET /form/index.html | Cookie: session=form1-user=uform&form1-pw=pform",
        "GET /form/index.html | Cookie: session=form1-user=uform&form1-pw=wrong",
        "GET /form/index.html | Cookie: session=form1-user=uform",
        "GET /form/index.html | Cookie: session=other-user=uform&other-pw=pform",
        "GET /plain/index.html | Cookie: session=form1-user=uform&form1-pw=wrong",
        "POST /site/dologin || u=uform&p=pform",
        "GET /site/index.html | Cookie: session=form1-user=anybody&form1-pw=x&form1-site=8cb6a1a8d7a3b0b1f1b4f5e6a7c8d9e0",
        "GET /form/dologout | Cookie: session=form1-user=uform&form1-pw=pform",
        "GET /form/dologout",
    })
    void agree(String line) {
        String[] headAndBody = line.split(" \\|\\| ?", 2);
        String[] parts = headAndBody[0].split(" \\| ");
        String[] words = parts[0].split(" ");
        var fields = new java.util.ArrayList<>(List.of(parts).subList(1, parts.length));
        String body = headAndBody.length > 1 ? headAndBody[1] : "";
        if (words[0].equals("POST")) {
            fields.add("Content-Type: application/x-www-form-urlencoded");
            fields.add("Content-Length: " + body.length());
        }
        String request = Wire.request(words[0], words[1], fields.toArray(String[]::new)) + body;
        assertEquals(answer(twins.apache(), request), answer(twins.muster(), request));
    }

    private static String answer(TestServer server, String request) {
        Reply reply = Wire.ask(server.port(), request);
        return reply.status() + "\n"
                + reply.fields().stream()
                        .filter(field -> field.matches("(?i)(location|set-cookie|cache-control|www-authenticate):.*"))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }
}
