package muster.modules.generators;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import muster.io.FileStatus;
import org.jspecify.annotations.Nullable;

/// The contents of small files that were asked for lately, within one process, for all its threads. A hit is checked against
/// one look at the path (`stat`), so an edited file is served at once.
///
/// Bounded in entries and bytes. What goes first is what wasn't used since the last time round (a clock). A look-up
/// takes no lock, and an insertion that would have to wait for another is left out.
final class FileCache {
    /// Larger files are sent by the kernel from its own cache. Measured over loopback, `sendfile` with the opening and closing it needs
    /// costs 53 us at 100 KB where sending from memory costs 47; from 200 KB on there is no difference.
    static final int LARGEST = 128 * 1024;

    private final int mostEntries;
    private final long mostBytes;
    private final ConcurrentHashMap<String, CachedFile> files = new ConcurrentHashMap<>();
    private final ReentrantLock changing = new ReentrantLock();
    /// The clock's hand is at the head. May hold entries that were replaced in `files` meanwhile.
    private final ArrayDeque<CachedFile> clock = new ArrayDeque<>();
    private long bytes;

    FileCache(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /// A cache that takes at most an eighth of this process's heap.
    static FileCache forThisProcess() {
        return new FileCache(1000, Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 8));
    }

    /// What is kept for a path, perhaps outdated: ask [CachedFile#serves].
    @Nullable CachedFile get(String path) {
        CachedFile found = files.get(path);
        if (found != null && !found.used) {
            found.used = true;
        }
        return found;
    }

    /// Keeps a file in place of what was kept for its path.
    void put(CachedFile file) {
        if (file.content.length > mostBytes / 8 || !changing.tryLock()) {
            return;
        }
        try {
            bytes += file.content.length;
            CachedFile old = files.put(file.path, file);
            if (old != null) {
                bytes -= old.content.length;
            }
            clock.addLast(file);
            while (clock.size() > mostEntries || bytes > mostBytes) {
                turn();
            }
        } finally {
            changing.unlock();
        }
    }

    /// One step of the clock: the oldest entry goes, or gets a second chance.
    private void turn() {
        CachedFile oldest = clock.removeFirst();
        if (files.get(oldest.path) != oldest) {
            return;
        }
        if (oldest.used && !clock.isEmpty()) {
            oldest.used = false;
            clock.addLast(oldest);
            return;
        }
        files.remove(oldest.path);
        bytes -= oldest.content.length;
    }

    int size() {
        return files.size();
    }

    long bytes() {
        return bytes;
    }
}
