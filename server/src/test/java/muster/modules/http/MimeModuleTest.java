package muster.modules.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.Settings;
import muster.core.ContentType;
import muster.core.DirectorySettings;
import muster.core.HandlerName;
import muster.core.MemoryServer;
import muster.core.Request;
import muster.modules.TestWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class MimeModuleTest {
    private final MemoryServer server = new MemoryServer().load(new HttpModule()).load(new MimeModule());

    private Settings read(String... lines) throws ConfigException {
        Settings settings = Settings.NONE;
        for (String line : lines) {
            settings = TestWords.apply(server.registry(), settings, line, Context.DIRECTORY, "");
        }
        return settings;
    }

    private Request look(String path) throws IOException {
        server.file("/www" + path);
        return server.processor().lookUp(server.request("GET", "/"), path);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // path, type, encoding, languages, handler
        "/a.html, text/html, -, '', -",
        "/a.HTML, text/html, -, '', -",
        "/a.html.fr, text/html, -, fr, -",
        "/a.fr.html, text/html, -, fr, -",
        "/a.en.fr.html, text/html, -, 'en,fr', -",
        "/a.html.x-y, text/html, -, '', -",
        "/a.tar.gz, application/gzip, x-gzip, '', -",
        "/a.x.gz.gz, application/gzip, 'x-gzip, x-gzip', '', -",
        "/.html, -, -, '', -",
        "/html, -, -, '', -",
        "/a..html, text/html, -, '', -",
        "/a.b/c, -, -, '', -",
        "/a.php, -, -, '', application/x-php",
        "/a.php.html, text/html, -, '', application/x-php",
        "/a.mine, text/mine, -, '', -",
    })
    void readsExtensionsInAnyOrder(String path, String type, String encoding, String languages, String handler)
            throws Exception {
        server.location("/", read(
                "AddLanguage fr .fr", "AddLanguage EN en", "AddEncoding x-gzip .gz", "AddHandler application/x-PHP .php",
                "AddType text/Mine .mine"));
        Request found = look(path);
        assertEquals(type, found.response().contentType());
        assertEquals(encoding, found.response().contentEncoding());
        assertEquals(languages, String.join(",", found.response().contentLanguages()));
        assertEquals(handler, found.handler());
    }

    @Test
    void charsetsJoinTheType() throws Exception {
        server.location("/", read("AddCharset UTF-8 .u8", "AddType text/html;charset=x .own"));
        assertEquals("text/plain; charset=utf-8", ContentType.of(look("/a.txt.u8")));
        assertEquals("text/html; charset=x", ContentType.of(look("/a.own"))); // written anew, as httpd does
        server.set(DirectorySettings.DEFAULT_CHARSET, "iso-8859-1");
        assertEquals("text/plain; charset=iso-8859-1", ContentType.of(look("/b.txt")));
        assertEquals("text/css", ContentType.of(look("/b.css")));
        assertNull(ContentType.of(look("/b")));
    }

    @Test
    void removalsUndoOuterSectionsAndTheirOwn() throws Exception {
        Settings outer = read("AddType text/x .x", "AddHandler h .x", "AddLanguage fr .x");
        Settings inner = read("AddType text/y .y", "RemoveHandler x", "RemoveType .y");
        MimeSettings merged = outer.plus(inner).get(MimeModule.SETTINGS);
        Extension x = java.util.Objects.requireNonNull(merged.extensions().get("x"));
        assertEquals("text/x", x.get(Extension.Aspect.TYPE));
        assertEquals("fr", x.get(Extension.Aspect.LANGUAGE));
        assertNull(x.get(Extension.Aspect.HANDLER));
        Extension y = java.util.Objects.requireNonNull(merged.extensions().get("y"));
        assertEquals("", y.get(Extension.Aspect.TYPE)); // so that TypesConfig has no say either
    }

    @Test
    void mergingIsAssociative() throws Exception {
        Settings a = read("AddHandler h .x", "AddType text/x .x");
        Settings b = read("RemoveHandler .x", "RemoveType .x");
        Settings c = read("AddHandler k .x");
        assertEquals(
                a.plus(b).plus(c).get(MimeModule.SETTINGS).extensions(),
                a.plus(b.plus(c)).get(MimeModule.SETTINGS).extensions());
    }

    @Test
    void settingsHaveTheLastWord() throws Exception {
        server.location("/", read("AddHandler h .html").with(DirectorySettings.FORCE_TYPE, "text/forced")
                .with(DirectorySettings.SET_HANDLER, HandlerName.of("other")));
        Request found = look("/a.html");
        assertEquals("text/forced", found.response().contentType());
        assertEquals("other", found.handler());
    }

    @Test
    void aFolderHasATypeOfItsOwn() throws Exception {
        server.folder("/www/d.html");
        Request found = server.processor().lookUp(server.request("GET", "/"), "/d.html");
        assertEquals(MimeModule.DIRECTORY_TYPE, found.response().contentType());
    }

    @Test
    void contradictionsOfMultiviewsMatch() {
        assertEquals(
                "Handlers is incompatible with Any and NegotiatedOnly",
                assertThrows(ConfigException.class, () -> read("MultiviewsMatch Any Handlers")).getMessage());
        assertEquals(
                "NegotiatedOnly is incompatible with Any, Filters and Handlers",
                assertThrows(ConfigException.class, () -> read("MultiviewsMatch Handlers NegotiatedOnly")).getMessage());
        assertEquals(
                "Unrecognized option 'foo'",
                assertThrows(ConfigException.class, () -> read("MultiviewsMatch foo")).getMessage());
    }

    @Test
    void typesAreFoundWithAndWithoutATable() {
        var lines = new StringBuilder("# comment txt\ntext/plain\t\ttxt TEXT\napplication/none\n\ntext/first dup\ntext/last dup");
        for (int i = 0; i < 100; i++) {
            lines.append("\ntext/t").append(i).append("   t").append(i).append("  u").append(i);
        }
        var types = new MimeTypes(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
        for (int round = 0; round < 3; round++) {
            assertEquals("text/plain", types.of("txt"));
            assertEquals("text/plain", types.of("text"));
            assertEquals("text/last", types.of("dup"));
            for (String none : List.of("comment", "plain", "t", "", "x".repeat(100), "text/plain", "#")) {
                assertNull(types.of(none), none);
            }
            for (int i = 0; i < 100; i++) {
                assertEquals("text/t" + i, types.of("t" + i));
                assertEquals("text/t" + i, types.of("u" + i));
            }
        }
    }
}
