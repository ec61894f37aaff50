package muster.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class KernelNoticesTest {
    @TempDir
    Path temporary;

    private Path folder;
    private final KernelNotices notices = new KernelNotices(new PosixFileSystem(), Integer.MAX_VALUE);

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    @BeforeEach
    void tree() throws IOException {
        folder = temporary.toRealPath();
        for (String release : List.of("one", "two")) {
            Files.createDirectories(at("releases/" + release + "/site/sub"));
            Files.writeString(at("releases/" + release + "/site/.htaccess"), "of " + release);
        }
        Files.createSymbolicLink(at("current"), Path.of("releases/one"));
        Files.writeString(at("shared"), "shared");
    }

    @AfterEach
    void close() {
        notices.close();
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    private boolean watch(String name) {
        return notices.watch(at(name).toString());
    }

    /// Whether the notices tell of a change (not just that time has passed).
    private boolean noticed(Change change) throws IOException {
        long before = notices.now();
        change.make();
        return !ChangeNotices.sameWatches(before, notices.now());
    }

    private void swap(String name, String target) throws IOException {
        Files.deleteIfExists(at("new"));
        Files.createSymbolicLink(at("new"), Path.of(target));
        Files.move(at("new"), at(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void everyKindOfChangeIsNoticed() throws IOException {
        Path file = at("releases/one/site/.htaccess");
        Path empty = at("releases/one/site/sub/.htaccess");
        List<Change> changes = List.of(
                () -> Files.writeString(file, "in place", StandardOpenOption.TRUNCATE_EXISTING),
                () -> Files.writeString(file, "appended", StandardOpenOption.APPEND),
                () -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------")),
                () -> Files.move(file, at("releases/one/site/moved")),
                () -> Files.move(at("releases/one/site/moved"), file),
                () -> {
                    Files.writeString(at("releases/one/site/new"), "replaced");
                    Files.move(at("releases/one/site/new"), file, StandardCopyOption.REPLACE_EXISTING);
                },
                () -> Files.delete(file),
                () -> Files.writeString(file, "again"),
                () -> Files.writeString(empty, "created"),
                () -> Files.move(at("releases"), at("elsewhere")),
                () -> Files.move(at("elsewhere"), at("releases")),
                () -> swap("current", "releases/two"),
                () -> swap("current", "releases/one"),
                () -> Files.setPosixFilePermissions(at("releases"), PosixFilePermissions.fromString("rwx--x--x")),
                () -> Files.move(at("releases/one/site"), at("releases/one/away")),
                () -> Files.move(at("releases/one/away"), at("releases/one/site")),
                () -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, at("shared"));
                },
                () -> Files.writeString(at("shared"), "another text"),
                () -> Files.move(at("shared"), at("unshared")));
        for (int i = 0; i < changes.size(); i++) {
            assertTrue(watch("current/site/.htaccess"), "watch before " + i);
            assertTrue(watch("current/site/sub/.htaccess"), "watch before " + i);
            assertTrue(noticed(changes.get(i)), "change " + i);
        }
    }

    @Test
    void whatDoesNotMatterIsNoChange() throws IOException {
        assertTrue(watch("current/site/.htaccess"));
        assertFalse(noticed(() -> {}));
        assertFalse(noticed(() -> {
            Files.writeString(at("releases/one/site/upload.tmp"), "x");
            Files.move(at("releases/one/site/upload.tmp"), at("releases/one/site/upload.jpg"));
            Files.createDirectory(at("releases/one/site/cache"));
            Files.delete(at("releases/one/site/cache"));
            Files.readAllBytes(at("releases/one/site/.htaccess"));
        }));
    }

    @Test
    void timePassesToo() throws IOException {
        assertTrue(watch("current/site/.htaccess"));
        long first = notices.now();
        long next = first;
        while (next == first) {
            next = notices.now();
        }
        assertTrue(ChangeNotices.sameWatches(first, next));
    }

    @Test
    void whatCannotBeWatchedIsSaidSo() throws IOException {
        assertFalse(notices.watch("/proc/self/status"), "no file system of a disk");
        assertFalse(notices.watch("relative"));
        Files.createSymbolicLink(at("loop"), Path.of("loop"));
        assertFalse(watch("loop/.htaccess"));
    }

    @Test
    void aStormIsNotWatched() throws IOException {
        try (var careful = new KernelNotices(new PosixFileSystem(), 2)) {
            Path file = at("releases/one/site/.htaccess");
            for (int i = 0; i < 3; i++) {
                assertTrue(careful.watch(file.toString()));
                Files.writeString(file, "change " + i);
                assertNotEquals(0, careful.now());
            }
            assertFalse(careful.watch(file.toString()));
        }
    }

    /// Whatever is done in whatever order: as long as no change is told, looking again finds the same.
    @Test
    void looksFindTheSameAsLongAsNothingIsSaid() throws IOException {
        var random = new Random(20260102);
        String[] watched = {"current/site/.htaccess", "current/site/sub/.htaccess", "releases/two/site/.htaccess"};
        for (String name : watched) {
            assertTrue(watch(name));
        }
        long said = notices.now();
        var seen = seen(watched);
        int silent = 0;
        for (int i = 0; i < 2000; i++) {
            changeSomething(random);
            long now = notices.now();
            if (ChangeNotices.sameWatches(said, now)) {
                assertEquals(seen, seen(watched), "step " + i);
                silent++;
            } else {
                said = now;
                for (String name : watched) {
                    watch(name);
                }
                seen = seen(watched);
            }
        }
        assertTrue(silent > 200, "nearly everything was called a change");
    }

    /// What a server would find out: contents and modes along each path.
    private String seen(String... names) throws IOException {
        var all = new StringBuilder();
        for (String name : names) {
            Path path = at(name);
            all.append(Files.exists(path) ? Files.readString(path) + Files.getPosixFilePermissions(path) : "nothing").append('\n');
        }
        return all.toString();
    }

    private void changeSomething(Random random) throws IOException {
        String[] folders = {
            "releases", "releases/one", "releases/two", "releases/one/site", "releases/two/site", "releases/one/site/sub", "other"
        };
        String[] files = {
            "releases/one/site/.htaccess", "releases/two/site/.htaccess", "releases/one/site/sub/.htaccess",
            "current/site/.htaccess", "shared", "releases/one/site/page"
        };
        String file = files[random.nextInt(files.length)];
        String one = folders[random.nextInt(folders.length)];
        String another = folders[random.nextInt(folders.length)];
        try {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> Files.writeString(at(file), Integer.toString(random.nextInt(10)));
                case 3 -> Files.deleteIfExists(at(file));
                case 4 -> {
                    Files.writeString(at("fresh"), Integer.toString(random.nextInt(10)));
                    Files.move(at("fresh"), at(file), StandardCopyOption.ATOMIC_MOVE);
                }
                case 5 -> Files.move(at(one), at("moving"), StandardCopyOption.ATOMIC_MOVE);
                case 6 -> Files.move(at("moving"), at(another), StandardCopyOption.ATOMIC_MOVE);
                case 7 -> Files.createDirectory(at(one));
                case 8 -> swap("current", random.nextBoolean() ? "releases/one" : at("releases/two").toString());
                case 9 -> Files.setPosixFilePermissions(
                        at(file), PosixFilePermissions.fromString(random.nextBoolean() ? "rw-r--r--" : "rw-------"));
                case 10 -> {
                    Files.deleteIfExists(at(file));
                    Files.createSymbolicLink(at(file), at("shared"));
                }
                default -> {
                    if (!Files.isDirectory(at(one), LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(at(one), at("releases/two"));
                    } else if (random.nextInt(4) == 0) {
                        Files.delete(at(one));
                    }
                }
            }
        } catch (FileSystemException _) {
            // What isn't possible at the moment changes nothing.
        }
    }
}
