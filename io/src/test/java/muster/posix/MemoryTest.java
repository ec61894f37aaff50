package muster.posix;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MemoryTest {
    @Test
    void whatOneMappingWritesAnotherReads() throws PosixException {
        int fd = Memory.create("test", 8192);
        var writer = Memory.map(fd, 8192, true);
        var reader = Memory.map(fd, 8192, false);
        writer.set(JAVA_LONG, 4096, 42);
        assertEquals(42, reader.get(JAVA_LONG, 4096));
        assertThrows(IllegalArgumentException.class, () -> reader.set(JAVA_LONG, 0, 1));
        Memory.unmap(writer);
        Memory.unmap(reader);
        Descriptors.close(fd);
    }

    @Test
    void sealedContentCanBeReadAndNeverChanged() throws PosixException {
        byte[] content = "<VirtualHost *:80>".getBytes(StandardCharsets.ISO_8859_1);
        int fd = Memory.sealed("configuration", content);
        var mapping = Memory.map(fd, content.length, false);
        assertArrayEquals(content, mapping.toArray(JAVA_BYTE));
        assertEquals(-Errno.EPERM, FileIo.write(fd, new byte[1], 0, 1));
        assertThrows(PosixException.class, () -> Memory.map(fd, content.length, true));
        assertThrows(PosixException.class, () -> FileIo.ftruncate(fd, 0));
        Memory.unmap(mapping);
        Descriptors.close(fd);
    }

    @Test
    void afterSealingFutureWritesOnlyTheOldMappingWrites() throws PosixException {
        int fd = Memory.create("scoreboard", 4096);
        var mine = Memory.map(fd, 4096, true);
        Memory.sealFutureWrites(fd);
        assertThrows(PosixException.class, () -> Memory.map(fd, 4096, true));
        var theirs = Memory.map(fd, 4096, false);
        mine.set(JAVA_LONG, 8, 7);
        assertEquals(7, theirs.get(JAVA_LONG, 8));
        Memory.unmap(mine);
        Memory.unmap(theirs);
        Descriptors.close(fd);
    }

    @Test
    void usersAndLimitsAreKnown() throws PosixException {
        var root = Users.byName("root");
        assertTrue(root != null && root.uid() == 0 && root.gid() == 0, "root is user 0");
        assertEquals(null, Users.byName("no-such-user"));
        assertEquals(0, Users.groupByName("root"));
        assertEquals(0, Users.groupsOf("root", 0)[0]);
        assertTrue(ResourceLimits.of(ResourceLimits.RLIMIT_NOFILE).hard() != 0);
    }
}
