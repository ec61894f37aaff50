package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Order, Allow and Deny in all combinations, in `.htaccess` files written while both servers run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessByOriginTest {
    private static final List<String> ORIGINS = List.of(
            "from all",
            "from localhost",
            "from 127.0.0.1",
            "from 127.0",
            "from 127.0.0.1/255.255.0.0",
            "from 127.0.0.1/16",
            "from somewhere.else.com",
            "from 10.0.0.1",
            "from env=here",
            "from env=!here");

    private final Twins twins = new Twins();

    @BeforeAll
    void start() {
        twins.file("htdocs/a/index.html", "a")
                .configure(
                        MpmName.EVENT,
                        TestServer.loadModule("access_compat")
                                + TestServer.loadModule("setenvif")
                                + """
                                SetEnvIf X-Here . here
                                <Directory FOLDER/htdocs/a>
                                    AllowOverride Limit
                                </Directory>
                                """)
                .start();
    }

    @AfterAll
    void stop() {
        twins.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny,allow", "allow,deny", "mutual-failure", "Deny,Allow"})
    void agree(String order) {
        for (String allow : ORIGINS) {
            agreeOn("Order " + order + "\nAllow " + allow + "\n");
            agreeOn("Order " + order + "\nDeny " + allow + "\n");
            for (String deny : ORIGINS) {
                agreeOn("Order " + order + "\nAllow " + allow + "\nDeny " + deny + "\n");
            }
        }
        agreeOn("Order " + order + "\n");
    }

    private void agreeOn(String rules) {
        twins.file("htdocs/a/.htaccess", rules);
        for (String field : List.of("X-None: 1", "X-Here: 1")) {
            String request = Wire.request("GET", "/a/index.html", field);
            int expected = Wire.ask(twins.apache().port(), request).status();
            assertEquals(expected, Wire.ask(twins.muster().port(), request).status(), rules + field);
        }
    }
}
