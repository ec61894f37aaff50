package muster.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A copy of Debian's /etc/apache2 with another port and other folders to write to, and nothing else changed: what `envvars` says is not in
/// the environment.
final class DebianLayoutTest {
    private static final Path DEBIAN = Path.of("/etc/apache2");

    private final int port = TestServer.freePort();
    private Path folder = Path.of("");
    private Path tree = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        folder = Files.createTempDirectory("muster-debian");
        tree = folder.resolve("apache2");
        Ran.of(List.of("chmod", "755", folder.toString())).ok();
        Ran.of(List.of("cp", "-a", DEBIAN.toString(), tree.toString())).ok();
        Files.createDirectory(folder.resolve("run"));
        Files.createDirectory(folder.resolve("log"));
        Files.createDirectory(folder.resolve("www"));
        Files.writeString(folder.resolve("www/index.html"), "a Debian site\n");
        edit("envvars", "/var/run/apache2$SUFFIX", folder + "/run", "/var/lock/apache2$SUFFIX", folder + "/run", "/var/log/apache2$SUFFIX", folder + "/log");
        edit("ports.conf", "Listen 80", "Listen 127.0.0.1:" + port);
        edit("sites-available/000-default.conf", "*:80", "*:" + port, "/var/www/html", folder + "/www");
        edit("apache2.conf", "<Directory /var/www/>", "<Directory " + folder + "/www/>");
    }

    private void edit(String name, String... changes) throws IOException {
        Path file = tree.resolve(name);
        String text = Files.readString(file);
        for (int i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        Files.writeString(file, text);
    }

    @AfterEach
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Ran muster(String... options) {
        var words = new ArrayList<>(List.of(Program.MUSTER.command(), "-f", tree.resolve("apache2.conf").toString()));
        words.addAll(List.of(options));
        return Ran.of(words);
    }

    @Test
    void aTreeOfDebiansIsServedAsItIs() throws IOException {
        Ran test = muster("-t");
        assertTrue(test.err().contains("Syntax OK") || test.out().contains("Syntax OK"), test::toString);
        muster("-k", "start").ok();
        Path pidFile = folder.resolve("run/apache2.pid");
        Await.until("a pid file", () -> Files.exists(pidFile) && Files.size(pidFile) > 0);
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        try {
            assertEquals("a Debian site\n", Wire.get(port, "/").body());
            assertEquals(200, Wire.get(port, "/server-status?auto").status());
            assertEquals(403, Wire.get(port, "/.htaccess").status());
            Ran.of(List.of("ln", "-s", "../mods-available/userdir.load", tree + "/mods-enabled/userdir.load")).ok(); // a2enmod
            muster("-k", "graceful").ok();
            assertTrue(muster("-M").out().contains("userdir_module"));
        } finally {
            muster("-k", "stop").ok();
            Await.until("the end of the server", () -> !Processes.alive(pid));
        }
        assertTrue(Files.readString(folder.resolve("log/access.log")).contains("GET / HTTP/1.1"));
    }
}
