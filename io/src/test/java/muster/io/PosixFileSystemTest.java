package muster.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.TreeMap;
import muster.io.FileSystem.Links;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.PosixException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class PosixFileSystemTest {
    @TempDir
    Path folder;

    private final PosixFileSystem files = new PosixFileSystem();

    @BeforeEach
    void tree() throws IOException {
        Files.createDirectories(folder.resolve("root/sub"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.writeString(folder.resolve("root/page"), "page");
        Files.writeString(folder.resolve("root/sub/page"), "sub page");
        Files.writeString(folder.resolve("rootless"), "x");
        link("root/out", "../secret");
        link("root/in", "sub/page");
        link("root/subs", "sub");
        link("root/up", "..");
        link("root/loop", "loop");
        link("root/dangling", "nothing");
        link("www", "root");
    }

    /// `opens`: the content's length, or the error number.
    @ParameterizedTest
    @CsvSource({
        // path, NONE, IF_OWNER_MATCHES, ALL; all links and files of the tree have one owner
        "root/page,            4, 4, 4",
        "root//sub//page,      8, 8, 8",
        "root/./sub/page,      8, 8, 8",
        "root/in,              -40, 8, 8",
        "root/subs/page,       -40, 8, 8",
        "root/out,             -40, 6, 6",
        "root/up/secret,       -40, 6, 6",
        "root/loop,            -40, -40, -40",
        "root/dangling,        -40, -2, -2",
        "root/missing,         -2, -2, -2",
        "root/page/x,          -20, -20, -20",
        "root/sub,             -21, -21, -21",
        "secret,               -18, -18, 6",
        "rootless,             -18, -18, 1",
        "root/../secret,       -18, -18, 6",
        "root/sub/../../secret, -18, -18, 6",
    })
    void followsWhatIsAllowed(String path, int none, int ifOwnerMatches, int all) {
        for (boolean openat2 : new boolean[] {true, false}) {
            var system = new PosixFileSystem(openat2);
            assertEquals(none, opens(system, path, "root", Links.NONE), () -> "NONE, openat2 " + openat2);
            assertEquals(ifOwnerMatches, opens(system, path, "root", Links.IF_OWNER_MATCHES), () -> "owner, " + openat2);
            assertEquals(all, opens(system, path, "root", Links.ALL), () -> "ALL, openat2 " + openat2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRootItselfMayBeALink(boolean openat2) {
        var system = new PosixFileSystem(openat2);
        assertEquals(4, opens(system, "www/page", "www", Links.NONE));
        assertEquals(4, opens(system, "www/page", "www/", Links.NONE));
        assertEquals(-Errno.ELOOP, opens(system, "www/page", "", Links.NONE));
    }

    @Test
    void aRootMayBeOneFile() {
        assertEquals(4, opens(files, "root/page", "root/page", Links.NONE));
        assertEquals(-Errno.ELOOP, opens(files, "root/in", "root/in", Links.NONE));
    }

    @Test
    void comparesOwners() throws IOException {
        int mine = present(files.lstat(folder + "/root/in")).uid();
        var target = present(files.stat("/proc/version"));
        link("root/foreign", "/proc/version");
        int expected = target.uid() == mine ? 0 : -Errno.ELOOP;
        assertEquals(expected, Math.min(0, opens(files, "root/foreign", "root", Links.IF_OWNER_MATCHES)));
    }

    @Test
    void opensOnlyRegularFiles() throws Exception {
        new ProcessBuilder("mkfifo", folder + "/root/pipe").start().waitFor();
        for (var links : Links.values()) {
            assertEquals(-Errno.EACCES, opens(files, "root/pipe", "root", links));
        }
        assertEquals(
                Errno.EACCES,
                assertThrows(PosixException.class, () -> files.open("/dev/null", "/", Links.ALL)).errno());
    }

    @Test
    void statsWhatIsThere() throws IOException {
        var page = present(files.stat(folder + "/root/in"));
        assertTrue(page.isFile());
        assertEquals(8, page.size());
        assertTrue(present(files.lstat(folder + "/root/in")).isLink());
        assertTrue(present(files.stat(folder + "/root")).isDirectory());
        assertNull(files.stat(folder + "/root/missing"));
        assertNull(files.stat(folder + "/root/page/x"));
        assertNull(files.stat(folder + "/root/loop"));
        assertNull(files.stat(folder + "/" + "x".repeat(300)));
        assertTrue(page.sameContent(present(files.stat(folder + "/root/sub/page"))));
        Files.writeString(folder.resolve("root/sub/page"), "other page");
        assertFalse(page.sameContent(present(files.stat(folder + "/root/sub/page"))));
    }

    @Test
    void theLastUserCloses() throws IOException {
        var file = files.open(folder + "/root/page", folder.toString(), Links.NONE);
        assertTrue(file.share());
        file.close();
        var into = new byte[8];
        assertEquals(2, file.read(into, 1, 7, 2));
        assertEquals('g', into[1]);
        file.close();
        assertFalse(file.share());
    }

    /// A folder is swapped for a link that leads out, again and again, while a file below it is opened.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSwappedLinkWinsNoRace(boolean openat2) throws Exception {
        Files.createDirectories(folder.resolve("outside"));
        Files.writeString(folder.resolve("outside/page"), "from outside");
        link("root/way-out", "../outside");
        var system = new PosixFileSystem(openat2);
        var swapper = Thread.ofPlatform().start(() -> swap(300));
        while (swapper.isAlive()) {
            int opened = opens(system, "root/sub/page", "root", Links.NONE);
            assertTrue(opened == 8 || opened < 0, () -> "opened " + opened);
        }
        swapper.join();
    }

    @Test
    void foldersAreReadEntryByEntry() throws IOException {
        var found = new TreeMap<String, Folder.Kind>();
        try (Folder root = files.openFolder(folder + "/root")) {
            while (root.next()) {
                found.put(root.name(), root.kind());
            }
        }
        assertEquals(
                "{dangling=LINK, in=LINK, loop=LINK, out=LINK, page=FILE, sub=FOLDER, subs=LINK, up=LINK}",
                found.toString());
    }

    @Test
    void aFolderOfManyEntriesIsReadWhole() throws IOException {
        Path large = Files.createDirectory(folder.resolve("large"));
        for (int i = 0; i < 3000; i++) {
            Files.createFile(large.resolve("a-name-of-some-length-" + i));
        }
        Files.createFile(large.resolve(".hidden"));
        Files.createFile(large.resolve("..."));
        var names = new HashSet<String>();
        try (Folder entries = files.openFolder(large.toString())) {
            while (entries.next()) {
                assertTrue(names.add(entries.name()), entries.name());
            }
        }
        assertEquals(3002, names.size());
        assertTrue(names.contains("..."));
    }

    @Test
    void whatIsNoFolderCannotBeReadAsOne() {
        var refused = assertThrows(PosixException.class, () -> files.openFolder(folder + "/root/page"));
        assertEquals(Errno.ENOTDIR, refused.errno());
    }

    private void swap(int times) {
        try {
            for (int i = 0; i < times; i++) {
                FileIo.rename(folder + "/root/sub", folder + "/root/aside");
                FileIo.rename(folder + "/root/way-out", folder + "/root/sub");
                FileIo.rename(folder + "/root/sub", folder + "/root/way-out");
                FileIo.rename(folder + "/root/aside", folder + "/root/sub");
            }
        } catch (PosixException problem) {
            throw new AssertionError(problem);
        }
    }

    private int opens(PosixFileSystem system, String path, String below, Links links) {
        String root = below.isEmpty() ? folder.toString() : folder + "/" + below;
        try (var file = system.open(folder + "/" + path, root, links)) {
            return (int) file.status().size();
        } catch (PosixException refused) {
            return -refused.errno();
        } catch (IOException other) {
            throw new AssertionError(other);
        }
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    private static FileStatus present(@org.jspecify.annotations.Nullable FileStatus status) {
        return java.util.Objects.requireNonNull(status);
    }
}
