package muster.modules.mappers;

import java.nio.charset.StandardCharsets;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.Settings;
import muster.core.Hook;
import muster.core.MemoryServer;
import muster.core.Verdict;
import muster.modules.TestWords;
import muster.modules.http.MimeModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class DirModuleTest {
    private final MemoryServer server = new MemoryServer().load(new MimeModule()).load(new DirModule());

    @BeforeEach
    void tree() {
        server.folder("/www/sub").file("/www/sub/index.html").folder("/www/none").file("/www/none/home.txt");
        server.load("echo", registry -> registry.fallbackHandler(Hook.Place.LAST, request -> {
            byte[] text = (request.file() + " " + request.handler() + " " + request.query()).getBytes(StandardCharsets.ISO_8859_1);
            request.sink().write(text, 0, text.length);
            return Verdict.OK;
        }));
    }

    private Settings read(String... lines) throws ConfigException {
        Settings settings = Settings.NONE;
        for (String line : lines) {
            settings = TestWords.apply(server.registry(), settings, line, Context.DIRECTORY, "");
        }
        return settings;
    }

    @Test
    void addsTheSlash() throws Exception {
        var answer = server.get("/sub");
        assertEquals(301, answer.status());
        assertEquals("http://www.example.com:8080/sub/", answer.head().get("Location"));
        assertEquals("http://www.example.com:8080/sub/?a=b", server.get("/sub?a=b").head().get("Location"));
        server.location("/sub", read("DirectorySlash Off"));
        assertEquals("/www/sub httpd/unix-directory null", server.get("/sub").body());
    }

    @Test
    void servesTheFirstIndexThereIs() throws Exception {
        assertEquals("/www/sub/index.html null q", server.get("/sub/?q").body());
        assertEquals("/www/none/ httpd/unix-directory null", server.get("/none/").body());
        server.location("/none", read("DirectoryIndex index.php home.txt", "DirectoryIndex other.txt"));
        assertEquals("/www/none/home.txt null null", server.get("/none/").body());
        server.location("/sub", read("DirectoryIndex disabled"));
        assertEquals("/www/sub/ httpd/unix-directory null", server.get("/sub/").body());
    }

    @Test
    void redirectsToTheIndexWhenAsked() throws Exception {
        server.location("/sub", read("DirectoryIndexRedirect seeother"));
        var answer = server.get("/sub/");
        assertEquals(303, answer.status());
        assertEquals("http://www.example.com:8080/sub/index.html", answer.head().get("Location"));
        assertEquals(
                "DirectoryIndexRedirect only accepts values between 300 and 399",
                assertThrows(ConfigException.class, () -> read("DirectoryIndexRedirect 404")).getMessage());
        assertEquals(
                "DirectoryIndexRedirect ON|OFF|permanent|temp|seeother|3xx",
                assertThrows(ConfigException.class, () -> read("DirectoryIndexRedirect foo")).getMessage());
    }

    @Test
    void fallsBack() throws Exception {
        server.location("/", read("FallbackResource /sub/index.html"));
        assertEquals("/www/sub/index.html null x=y", server.get("/no/such/thing?x=y").body());
        assertEquals("/www/none/home.txt null null", server.get("/none/home.txt").body());
        server.location("/", read("FallbackResource disabled"));
        assertEquals("/www/no null null", server.get("/no/such").body());
    }

    @Test
    void aForbiddenIndexIsNotListedOver() throws Exception {
        server.fails("/www/none/index.html", muster.posix.Errno.EACCES);
        assertEquals(403, server.get("/none/").status());
    }
}
