package muster.core;

import java.io.IOException;
import java.util.List;
import muster.http.HttpException;
import muster.posix.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class StorageWalkTest {
    private final MemoryServer server = new MemoryServer()
            .folder("/www/d")
            .file("/www/d/a.html")
            .folder("/www/d/e")
            .link("/www/d/e", 7)
            .file("/www/d/e/b.html");

    private Request located(String path) throws HttpException, IOException {
        var request = server.request("GET", path);
        request.file(new FilePath("/www" + path, "/www"));
        new StorageWalk(server.files()).locate(request);
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "/d/a.html, /www/d/a.html, true, ''",
        "/d/a.html/x/y, /www/d/a.html, true, /x/y",
        "/d/a.html/, /www/d/a.html, true, /",
        "/d/, /www/d/, true, ''",
        "/d, /www/d, true, ''",
        "/no/such/thing, /www/no, false, /such/thing",
        "/d/no, /www/d/no, false, ''",
        "/d/no/, /www/d/no, false, /",
        "/, /www/, true, ''"
    })
    void theLongestExistingPathIsTheFile(String path, String file, boolean exists, String rest) throws Exception {
        var request = located(path);
        assertEquals(file, String.valueOf(request.file()));
        assertEquals(exists, request.fileStatus() != null);
        assertEquals(rest, request.pathInfo());
    }

    @Test
    void whatMayNotBeSeenIsForbidden() throws Exception {
        server.fails("/www/d/a.html", Errno.EACCES);
        var request = located("/d/a.html");
        var refusal = assertThrows(HttpException.class, () -> StorageWalk.checkReached(request));
        assertEquals(403, refusal.status());
        assertEquals(
                "AH00035: (13)Permission denied: access to /d/a.html denied (filesystem path '/www/d/a.html') because search"
                        + " permissions are missing on a component of the path",
                server.logged().getFirst());
    }

    @Test
    void aNameNoFileCanHaveIsForbidden() {
        String path = "/" + "x".repeat(256);
        assertEquals(403, assertThrows(HttpException.class, () -> located(path)).status());
    }

    @ParameterizedTest
    @CsvSource({"0, 7, false", "8, 7, true", "16, 7, false", "16, 0, true"})
    void linksAreFollowedAsOptionsSay(int options, int linkOwner, boolean followed) throws Exception {
        server.link("/www/d/e", linkOwner);
        var request = located("/d/e/b.html");
        request.linkRules(LinkRules.and(null, 0, new Options(options, 0, 0, true)));
        var walk = new StorageWalk(server.files());
        if (followed) {
            walk.checkLinks(request, false);
            return;
        }
        assertEquals(
                403,
                assertThrows(HttpException.class, () -> walk.checkLinks(request, false)).status());
        assertEquals(
                "AH00037: Symbolic link not allowed or link target not accessible: /www/d/e",
                server.logged().getFirst());
    }

    /// A link counts by Options of the directory it lies in.
    @ParameterizedTest
    @CsvSource({"/pub/out/f, 403", "/pub/f, 200", "/lnk/f, 200", "/pub/own/f, 200", "/pub/trusted/f, 403"})
    void linksCountWhereTheyLie(String path, int status) throws Exception {
        var configured = ConfiguredServer.of(
                """
                DocumentRoot /www
                <Directory /www>
                Options FollowSymLinks
                </Directory>
                <Directory /www/pub>
                Options SymLinksIfOwnerMatch
                </Directory>
                <Directory /www/pub/trusted>
                Options FollowSymLinks
                </Directory>
                """,
                List.of(),
                registry -> registry.fallbackHandler(Hook.Place.LAST, _ -> Verdict.OK));
        configured.folder("/www/pub").file("/www/pub/f");
        for (String folder : new String[] {"/www/lnk", "/www/pub/out", "/www/pub/trusted", "/www/pub/own"}) {
            configured.folder(folder).file(folder + "/f").link(folder, folder.endsWith("own") ? 0 : 7);
        }
        assertEquals(status, configured.get(path).status());
    }
}
