package muster.modules.generators;

import muster.core.FileTag;
import muster.io.FileStatus;
import muster.io.FileSystem.Links;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class FileCacheTest {
    private static FileStatus status(long size, long changedSeconds, int changedNanos) {
        return new FileStatus(0x81A4, 0, 0, size, 1, 1, 100, 0, changedSeconds, changedNanos);
    }

    private static CachedFile file(String path, int size) {
        return new CachedFile(path, "/", Links.NONE, status(size, 100, 0), new byte[size], FileTag.UNSET);
    }

    @Test
    void staysWithinItsBoundsAndKeepsWhatIsUsed() {
        var cache = new FileCache(4, 800);
        for (int i = 0; i < 4; i++) {
            cache.put(file("/" + i, 100));
        }
        cache.get("/0");
        cache.put(file("/4", 100));
        assertNotNull(cache.get("/0"), "used since");
        assertNull(cache.get("/1"), "the oldest that wasn't");
        assertEquals(4, cache.size());
        assertEquals(400, cache.bytes());
    }

    @Test
    void aFileTooLargeForItIsNotKept() {
        var cache = new FileCache(10, 800);
        cache.put(file("/a", 101));
        assertEquals(0, cache.size());
    }

    @Test
    void replacingCountsOnce() {
        var cache = new FileCache(10, 800);
        for (int i = 0; i < 100; i++) {
            cache.put(file("/a", 80));
        }
        assertEquals(1, cache.size());
        assertEquals(80, cache.bytes());
    }

    @Test
    void servesOnlyTheSameContentAsFarAsTheRulesOfLinksAllow() {
        var kept = new CachedFile("/w/a", "/w", Links.IF_OWNER_MATCHES, status(1, 100, 5), new byte[1], FileTag.UNSET);
        assertTrue(kept.serves(status(1, 100, 5), "/w", Links.IF_OWNER_MATCHES, FileTag.UNSET));
        assertTrue(kept.serves(status(1, 100, 5), "/other", Links.ALL, FileTag.UNSET));
        assertFalse(kept.serves(status(1, 100, 5), "/w", Links.NONE, FileTag.UNSET), "a stricter rule");
        assertFalse(kept.serves(status(1, 100, 5), "/", Links.IF_OWNER_MATCHES, FileTag.UNSET), "another root");
        assertFalse(kept.serves(status(1, 100, 6), "/w", Links.ALL, FileTag.UNSET), "changed since");
        assertFalse(kept.serves(status(1, 100, 5), "/w", Links.ALL, new FileTag(FileTag.NONE, 0, 0)), "another tag");
    }

    @Test
    void whatChangedJustNowIsNotToBeTrusted() {
        assertFalse(status(1, 100, 0).settled(101_900));
        assertFalse(status(1, 200, 0).settled(100_000), "from the future");
        assertTrue(status(1, 100, 0).settled(102_001));
    }
}
