package muster.posix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class FileIoTest {
    @TempDir
    Path folder;

    @Test
    void appendsAndReadsBack() throws Exception {
        String path = name("log");
        int fd = FileIo.open(path, FileIo.O_WRONLY | FileIo.O_CREAT | FileIo.O_APPEND, 0640);
        assertEquals(5, FileIo.write(fd, bytes("hello"), 0, 5));
        assertEquals(3, FileIo.write(fd, bytes("xx you"), 3, 3));
        Descriptors.close(fd);

        int reader = FileIo.open(path, FileIo.O_RDONLY, 0);
        var into = new byte[10];
        assertEquals(8, FileIo.read(reader, into, 1, 9));
        assertArrayEquals(bytes("\0helloyou\0"), into);
        assertEquals(0, FileIo.read(reader, into, 0, 10));
        assertEquals(3, FileIo.pread(reader, into, 0, 10, 5));
        assertEquals("you", new String(into, 0, 3, ISO_8859_1));
        assertEquals(-Errno.EBADF, FileIo.write(reader, into, 0, 1));
        Descriptors.close(reader);
        assertFalse(Descriptors.open(reader));
    }

    @Test
    void pathsAreBytes() throws Exception {
        String utf8 = new String("grüße".getBytes(StandardCharsets.UTF_8), ISO_8859_1);
        Descriptors.close(FileIo.open(name(utf8), FileIo.O_WRONLY | FileIo.O_CREAT, 0600));
        int fd = FileIo.openat(FileIo.AT_FDCWD, name(utf8), FileIo.O_RDONLY);
        assertTrue(fd >= 0);
        Descriptors.close(fd);
    }

    @Test
    void refusesWhatTheKernelCantBeTold() {
        assertEquals(Errno.EINVAL, errno(() -> FileIo.open("/tmp\0/x", FileIo.O_RDONLY, 0)));
        assertEquals(Errno.ENAMETOOLONG, errno(() -> FileIo.open("/" + "x".repeat(4096), FileIo.O_RDONLY, 0)));
        assertEquals(-Errno.EINVAL, Statx.mine().path("a\0b", true));
        assertEquals(-Errno.ENOENT, Statx.mine().path(name("missing"), true));
        assertEquals(-Errno.ENOENT, Statx.mine().path("", true));
    }

    @Test
    void namesTheCallAndTheFile() {
        var refused = assertThrows(
                PosixException.class, () -> FileIo.open(name("missing"), FileIo.O_RDONLY, 0));
        assertEquals("open " + name("missing") + ": No such file or directory", refused.getMessage());
    }

    @Test
    void statsFilesAndLinks() throws Exception {
        Files.writeString(folder.resolve("file"), "12345");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        var status = Statx.mine();
        assertEquals(0, status.path(name("link"), true));
        assertEquals(0x8000, status.mode() & 0xF000);
        assertEquals(5, status.size());
        var attributes = Files.readAttributes(folder.resolve("file"), "unix:ino,uid,lastModifiedTime");
        assertEquals(attributes.get("ino"), status.inode());
        assertEquals(attributes.get("uid"), status.uid());
        var modified = ((java.nio.file.attribute.FileTime) attributes.get("lastModifiedTime")).toInstant();
        assertEquals(modified.getEpochSecond(), status.modifiedSeconds());
        assertEquals(modified.getNano(), status.modifiedNanos());

        assertEquals(0, status.path(name("link"), false));
        assertEquals(0xA000, status.mode() & 0xF000);
        assertEquals("file", FileIo.readlink(name("link")));

        int fd = FileIo.open(name("file"), FileIo.O_RDWR, 0);
        FileIo.ftruncate(fd, 2);
        FileIo.fchmod(fd, 0604);
        assertEquals(0, status.descriptor(fd));
        assertEquals(2, status.size());
        assertEquals(0604, status.mode() & 0777);
        Descriptors.close(fd);
    }

    @Test
    void renamesAndUnlinks() throws Exception {
        Files.writeString(folder.resolve("a"), "");
        FileIo.rename(name("a"), name("b"));
        assertFalse(Files.exists(folder.resolve("a")));
        FileIo.unlink(name("b"));
        assertFalse(Files.exists(folder.resolve("b")));
        assertEquals(Errno.ENOENT, errno(() -> FileIo.unlink(name("b"))));
    }

    @Test
    void staysBeneath() throws Exception {
        Files.createDirectories(folder.resolve("root/sub"));
        Files.writeString(folder.resolve("secret"), "x");
        Files.writeString(folder.resolve("root/sub/page"), "x");
        Files.createSymbolicLink(folder.resolve("root/out"), Path.of("../secret"));
        Files.createSymbolicLink(folder.resolve("root/in"), Path.of("sub/page"));
        int root = FileIo.open(name("root"), FileIo.O_PATH | FileIo.O_DIRECTORY, 0);
        assertOpens(FileIo.openat2(root, "sub/page", FileIo.O_RDONLY, FileIo.RESOLVE_NO_SYMLINKS));
        assertOpens(FileIo.openat2(root, "in", FileIo.O_RDONLY, FileIo.RESOLVE_BENEATH));
        assertEquals(-Errno.ELOOP, FileIo.openat2(root, "in", FileIo.O_RDONLY, FileIo.RESOLVE_NO_SYMLINKS));
        assertEquals(-Errno.EXDEV, FileIo.openat2(root, "out", FileIo.O_RDONLY, FileIo.RESOLVE_BENEATH));
        assertEquals(-Errno.EXDEV, FileIo.openat2(root, "../secret", FileIo.O_RDONLY, FileIo.RESOLVE_BENEATH));
        assertEquals(-Errno.ENOTDIR, FileIo.openat2(root, "sub/page/x", FileIo.O_RDONLY, FileIo.RESOLVE_BENEATH));
        Descriptors.close(root);
    }

    @Test
    void pipesAndFlags() throws Exception {
        var pipe = Descriptors.pipe(true);
        var buffer = new byte[4];
        assertEquals(-Errno.EAGAIN, FileIo.read(pipe.readEnd(), buffer, 0, 4));
        assertEquals(2, FileIo.write(pipe.writeEnd(), bytes("ab"), 0, 2));
        assertEquals(2, FileIo.read(pipe.readEnd(), buffer, 0, 4));
        assertEquals(1, Descriptors.fcntl(pipe.readEnd(), 1, 0), "close-on-exec");
        Descriptors.closeOnExec(pipe.readEnd(), false);
        assertEquals(0, Descriptors.fcntl(pipe.readEnd(), 1, 0));
        Descriptors.dup3(pipe.writeEnd(), pipe.readEnd());
        assertEquals(-Errno.EPIPE, FileIo.write(pipe.readEnd(), bytes("ab"), 0, 2), "no reader left");
        pipe.close();
    }

    private static void assertOpens(int fd) {
        assertTrue(fd >= 0, () -> "errno " + -fd);
        Descriptors.close(fd);
    }

    private static int errno(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(PosixException.class, call).errno();
    }

    private String name(String file) {
        return folder + "/" + file;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
