package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// A changed `.htaccess` file holds for the very next request, however it was changed.
final class AccessFileChangesTest extends EachMpm {
    @Override
    void prepare() {
        server.configure(mpm, TestServer.loadModule("headers") + """
                <Directory "%s">
                    AllowOverride All
                </Directory>
                """.formatted(server.htdocs()));
        server.file("htdocs/plain/f.html", "plain");
    }

    private static final String DENY = "Require all denied\n";

    /// A folder for one test: three levels, the innermost with a page.
    private Path tree(String name) throws IOException {
        Path top = server.htdocs().resolve(name);
        Files.createDirectories(top.resolve("a/b"));
        Files.writeString(top.resolve("a/b/f.html"), "page");
        assertEquals(200, status(name));
        return top;
    }

    private int status(String name) {
        return server.get("/" + name + "/a/b/f.html").status();
    }

    private static void says(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private static void swap(Path link, String target) throws IOException {
        Path fresh = link.resolveSibling("fresh");
        Files.createSymbolicLink(fresh, Path.of(target));
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void createdEditedAndDeletedAtEveryLevel() throws IOException {
        Path top = tree("levels");
        for (int round = 0; round < 20; round++) {
            for (String level : new String[] {".htaccess", "a/.htaccess", "a/b/.htaccess"}) {
                says(top.resolve(level), DENY);
                assertEquals(403, status("levels"), "created " + level);
                says(top.resolve(level), "Require all granted");
                assertEquals(200, status("levels"), "edited " + level);
                says(top.resolve(level), DENY);
                assertEquals(403, status("levels"), "edited back " + level);
                Files.delete(top.resolve(level));
                assertEquals(200, status("levels"), "deleted " + level);
            }
        }
    }

    /// The same size, the same inode, within the same tick of the clock.
    @Test
    void editedWithoutATraceInItsStatus() throws IOException {
        Path file = tree("twin").resolve("a/.htaccess");
        for (int i = 0; i < 200; i++) {
            says(file, "Header set X-A %03d\n".formatted(i));
            assertEquals("%03d".formatted(i), server.get("/twin/a/b/f.html").header("X-A"));
        }
    }

    @Test
    void replacedByARename() throws IOException {
        Path top = tree("renamed");
        for (int i = 0; i < 50; i++) {
            says(top.resolve("new"), "Header set X-A %d\n".formatted(i));
            Files.move(top.resolve("new"), top.resolve("a/.htaccess"), StandardCopyOption.ATOMIC_MOVE);
            assertEquals(Integer.toString(i), server.get("/renamed/a/b/f.html").header("X-A"));
        }
    }

    @Test
    void aParentIsRenamed() throws IOException {
        Path top = tree("parents");
        Files.createDirectories(top.resolve("c/b"));
        Files.writeString(top.resolve("c/b/f.html"), "page");
        says(top.resolve("c/.htaccess"), DENY);
        for (int i = 0; i < 20; i++) {
            Files.move(top.resolve("a"), top.resolve("away"));
            Files.move(top.resolve("c"), top.resolve("a"));
            assertEquals(403, status("parents"));
            Files.move(top.resolve("a"), top.resolve("c"));
            assertEquals(404, status("parents"));
            Files.move(top.resolve("away"), top.resolve("a"));
            assertEquals(200, status("parents"));
        }
    }

    @Test
    void aLinkAboveIsSwapped() throws IOException {
        Path top = tree("links");
        Files.move(top.resolve("a"), top.resolve("one"));
        Files.createDirectories(top.resolve("two/b"));
        Files.writeString(top.resolve("two/b/f.html"), "page");
        says(top.resolve("two/.htaccess"), DENY);
        for (int i = 0; i < 20; i++) {
            swap(top.resolve("a"), "one");
            assertEquals(200, status("links"));
            swap(top.resolve("a"), top.resolve("two").toString());
            assertEquals(403, status("links"));
        }
    }

    @Test
    void theFileItselfIsALink() throws IOException {
        Path top = tree("linked");
        Path shared = server.folder().resolve("shared-" + mpm);
        says(shared, "Require all granted");
        Files.createSymbolicLink(top.resolve("a/.htaccess"), shared);
        assertEquals(200, status("linked"));
        says(shared, DENY);
        assertEquals(403, status("linked"));
        Files.delete(shared);
        assertEquals(200, status("linked"), "a link to nothing says nothing");
        says(shared, DENY);
        assertEquals(403, status("linked"));
    }

    /// A folder that somebody holds open is removed and made again.
    @Test
    void aFolderIsMadeAnew() throws IOException {
        Path top = tree("anew");
        Path b = top.resolve("a/b");
        for (int i = 0; i < 10; i++) {
            try (var held = Files.newDirectoryStream(b)) {
                Files.delete(b.resolve("f.html"));
                Files.delete(b);
                Files.createDirectory(b);
                Files.writeString(b.resolve("f.html"), "page");
                says(b.resolve(".htaccess"), DENY);
                assertEquals(403, status("anew"));
                Files.delete(b.resolve(".htaccess"));
                assertEquals(200, status("anew"));
                assertTrue(held.iterator() != null);
            }
        }
    }

    static boolean asRoot() {
        return TestServer.runsAsRoot();
    }

    /// The server's children aren't root: they can't read what is closed to them.
    @Test
    @EnabledIf("asRoot")
    void modesChange() throws IOException {
        Path top = tree("modes");
        Path file = top.resolve("a/.htaccess");
        says(file, "Header set X-A read\n");
        for (int i = 0; i < 10; i++) {
            mode(file, "rw-------");
            assertEquals(403, status("modes"), "the file may not be read");
            mode(file, "rw-r--r--");
            assertEquals(200, status("modes"));
            mode(top, "rwx------");
            assertEquals(403, status("modes"), "a folder above may not be searched");
            mode(top, "rwx--x--x");
            assertEquals(200, status("modes"), "it may be searched, but not read");
            says(file, DENY);
            assertEquals(403, status("modes"));
            says(file, "Header set X-A read\n");
            assertEquals(200, status("modes"));
            mode(top.resolve("a"), "rwx--x--x");
            says(top.resolve("a/b/.htaccess"), DENY);
            assertEquals(403, status("modes"), "two folders that may not be read");
            Files.delete(top.resolve("a/b/.htaccess"));
            assertEquals(200, status("modes"));
            Files.move(top.resolve("a"), top.resolve("c"));
            assertEquals(404, status("modes"));
            Files.move(top.resolve("c"), top.resolve("a"));
            mode(top.resolve("a"), "rwxr-xr-x");
            mode(top, "rwxr-xr-x");
            assertEquals(200, status("modes"));
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /// Opening a named pipe would wait for a writer that never comes.
    @Test
    void whatIsNoFileHoldsNobodyUp() throws IOException {
        Path top = tree("pipe");
        Ran.of("mkfifo", top.resolve("a/.htaccess").toString()).ok();
        for (int i = 0; i < 5; i++) {
            assertEquals(403, status("pipe"));
        }
        Files.delete(top.resolve("a/.htaccess"));
        Files.createDirectory(top.resolve("a/.htaccess"));
        assertEquals(403, status("pipe"));
        Files.delete(top.resolve("a/.htaccess"));
        assertEquals(200, status("pipe"));
    }

    @Test
    void aFileOfAbsurdSizeIsRefused() throws IOException {
        Path top = tree("absurd");
        says(top.resolve(".htaccess"), "# a comment\n".repeat(400_000));
        assertEquals(500, status("absurd"));
        says(top.resolve(".htaccess"), "<Files x>\n".repeat(100_000));
        assertEquals(500, status("absurd"));
        says(top.resolve(".htaccess"), "<IfModule mod_headers.c>\n".repeat(100_000));
        assertEquals(500, status("absurd"));
        says(top.resolve(".htaccess"), "Header set X-A b\n".repeat(10_000));
        assertEquals(200, status("absurd"));
    }

    @Test
    void contentNobodyReadsIsLimitedToo() throws IOException {
        Path top = tree("limited");
        says(top.resolve(".htaccess"), "LimitRequestBody 10\n");
        assertEquals(200, posted("limited", "Content-Length: 10", "0123456789"));
        assertEquals(413, posted("limited", "Content-Length: 11", "01234567890"));
        assertEquals(200, posted("limited", "Transfer-Encoding: chunked", "3\r\n012\r\n0\r\n\r\n"));
        assertEquals(413, posted("limited", "Transfer-Encoding: chunked", "b\r\n01234567890\r\n0\r\n\r\n"));
    }

    private int posted(String name, String framing, String content) {
        return Wire.ask(server.port(), Wire.request("POST", "/" + name + "/a/b/f.html", framing) + content).status();
    }
}
