package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// mod_log_forensic's lines are httpd's, but for the names of the requests.
final class ForensicLogTest {
    @Test
    void aLineBeforeAndALineAfter() {
        try (var twins = new Twins()) {
            twins.file("htdocs/page.html", "page")
                    .configure(MpmName.EVENT, TestServer.loadModule("log_forensic") + """
                            ForensicLog logs/forensic
                            ErrorDocument 404 /page.html
                            <VirtualHost *:*>
                                ServerName localhost
                            </VirtualHost>
                            <VirtualHost *:*>
                                ServerName other.test
                                ForensicLog logs/other
                            </VirtualHost>
                            """)
                    .start();
            for (TestServer server : new TestServer[] {twins.muster(), twins.apache()}) {
                server.get("/page.html", "X-Odd: a|b:c%d");
                server.get("/nothing?q=1");
                server.get("/page.html", "Host: other.test");
            }
            Await.until("all lines", () -> lines(twins.muster()) == lines(twins.apache()));
            for (String log : new String[] {"logs/forensic", "logs/other"}) {
                assertEquals(lines(twins.apache(), log), lines(twins.muster(), log));
            }
        }
    }

    private static long lines(TestServer server) {
        return server.read("logs/forensic").lines().count() + server.read("logs/other").lines().count();
    }

    private static String lines(TestServer server, String log) {
        return server.read(log)
                .replaceAll("(?m)^([+-])[0-9]+:[0-9a-f]+:[0-9a-f]+", "$1ID")
                .replace(Integer.toString(server.port()), "PORT");
    }
}
