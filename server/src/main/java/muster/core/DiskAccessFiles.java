package muster.core;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import muster.config.Warning;
import muster.http.HttpException;
import muster.io.ChangeNotices;
import muster.io.FileSystem;
import muster.log.Log;
import muster.log.LogLevel;
import muster.posix.Errno;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// The `.htaccess` files on the disk, each read once and remembered until it changes. Whether anything has changed is asked of the kernel
/// for each request: once for all folders of its path, by its notices, and folder by folder where there are none (one `stat` for each
/// name that its file may have). So whatever changes holds for the next request.
///
/// One for a process, used by all its threads. A look-up takes no lock and allocates nothing. When the memory for it is used up,
/// everything is forgotten at once: servers with more directories than that have other work than starting anew now and then.
public final class DiskAccessFiles implements AccessFiles {
    private static final int BUCKETS = 2048;
    private static final int MOST_FOLDERS = 8192;
    private static final int MOST_BYTES = 8 << 20;
    private static final int UNREADABLE = 529;
    private static final int NOT_A_FILE = 554;

    private final FileSystem files;
    private final ChangeNotices notices;
    private final AccessFileReader reader;
    private final ReentrantLock adding = new ReentrantLock();
    private volatile Table table = new Table();

    private static final class Table {
        private final AtomicReferenceArray<@Nullable Folder> buckets = new AtomicReferenceArray<>(BUCKETS);
        private final AtomicInteger bytes = new AtomicInteger();
        private int folders;
    }

    /// A directory, and the files that may speak for it, in the order of AccessFileName.
    private static final class Folder {
        private final int hash;
        /// Without a slash at its end.
        private final String path;
        private final List<String> names;
        private final AccessFileOnDisk[] files;
        /// In the same bucket.
        private final @Nullable Folder next;
        private volatile Known known = Known.NOTHING;

        Folder(int hash, String path, List<String> names, @Nullable Folder next) {
            this.hash = hash;
            this.path = path;
            this.names = names;
            this.files = AccessFileOnDisk.all(path + "/", names);
            this.next = next;
        }
    }

    /// What was found for a folder.
    ///
    /// @param at what the notices said before it was looked for
    /// @param watched whether it holds as long as they say the same
    /// @param file whose content it is
    /// @param content null if there is no file
    private record Known(
            long at, boolean watched, @Nullable AccessFileOnDisk file, AccessFileOnDisk.@Nullable Content content) {
        static final Known NOTHING = new Known(-ChangeNotices.MOMENTS, false, null, null);
    }

    /// @param notices of changes to these files
    public DiskAccessFiles(FileSystem files, ChangeNotices notices, AccessFileReader reader) {
        this.files = files;
        this.notices = notices;
        this.reader = reader;
    }

    @Override
    public @Nullable AccessFile at(Request request, String path, int end, int hash, Overrides allowed)
            throws HttpException, IOException {
        Folder folder = folder(request.host().settings().get(ServerSettings.ACCESS_FILE_NAMES), path, end, hash);
        long now = request.noticesRead();
        if (now == 0) {
            now = notices.now();
            request.noticesRead(now);
        }
        Known known = folder.known;
        if (known.at != now || !known.watched) {
            known = look(request, folder, now);
        }
        return known.file == null || known.content == null ? null : meaning(request, known.file, known.content, allowed);
    }

    /// Looks at the disk. Watches first: what changes between the watch and the look is noticed as well as seen.
    private Known look(Request request, Folder folder, long now) throws HttpException, IOException {
        Known before = folder.known;
        boolean watched = ChangeNotices.sameWatches(before.at, now) ? before.watched : watch(folder);
        for (AccessFileOnDisk file : folder.files) {
            AccessFileOnDisk.Content content = content(request, file);
            if (content != null) {
                return remember(folder, new Known(now, watched, file, content));
            }
        }
        return remember(folder, new Known(now, watched, null, null));
    }

    private static Known remember(Folder folder, Known known) {
        folder.known = known;
        return known;
    }

    private boolean watch(Folder folder) {
        boolean watched = true;
        for (AccessFileOnDisk file : folder.files) {
            watched &= notices.watch(file.path());
        }
        return watched;
    }

    private AccessFileOnDisk.@Nullable Content content(Request request, AccessFileOnDisk file)
            throws HttpException, IOException {
        try {
            return file.look(files);
        } catch (PosixException failure) {
            throw unreadable(request, file, failure);
        }
    }

    private AccessFile meaning(
            Request request, AccessFileOnDisk file, AccessFileOnDisk.Content content, Overrides allowed)
            throws HttpException {
        AccessFile found = content.under(allowed);
        if (found == null) {
            found = reader.read(file.folder(), file.path(), content.bytes(), allowed);
            content.remember(allowed, found);
            table.bytes.addAndGet(content.bytes().length);
            warn(request, found);
        }
        if (!found.fault().isEmpty()) {
            request.log().write(LogLevel.ALERT, "core", 0, file.path() + ": " + found.fault());
            throw new HttpException(500, "");
        }
        return found;
    }

    private static void warn(Request request, AccessFile file) {
        Log log = request.server().logs().serverLog();
        for (Warning warning : file.warnings()) {
            log.write(LogLevel.WARN, "core", warning.number(), warning.message());
        }
    }

    /// What can't be read may forbid anything: so nothing is served.
    private static HttpException unreadable(Request request, AccessFileOnDisk file, PosixException failure) {
        if (failure.errno() == Errno.EBADF) {
            String message = "Access to file " + file.path() + " denied by server: not a regular file";
            request.server().logs().serverLog().write(LogLevel.ERROR, "core", NOT_A_FILE, message);
        }
        request.log()
                .writeFailure(
                        LogLevel.CRIT,
                        "core",
                        UNREADABLE,
                        failure.errno(),
                        file.path() + " pcfg_openfile: unable to check htaccess file, ensure it is readable and that '"
                                + file.folder() + "' is executable");
        request.notes()
                .set(
                        CannedPages.ERROR_NOTES,
                        "Server unable to read htaccess file, denying access to be safe");
        return new HttpException(403, "");
    }

    private Folder folder(List<String> names, String path, int end, int hash) {
        Table known = table;
        int bucket = hash & BUCKETS - 1;
        for (Folder folder = known.buckets.get(bucket); folder != null; folder = folder.next) {
            if (folder.hash == hash
                    && folder.names == names
                    && folder.path.length() == end
                    && path.startsWith(folder.path)) {
                return folder;
            }
        }
        return add(known, names, path.substring(0, end), hash);
    }

    /// Two threads may add the same folder; the later one is found from then on.
    private Folder add(Table known, List<String> names, String path, int hash) {
        adding.lock();
        try {
            Table into = known;
            if (known.folders >= MOST_FOLDERS || known.bytes.get() >= MOST_BYTES) {
                into = new Table();
                table = into;
            }
            int bucket = hash & BUCKETS - 1;
            var folder = new Folder(hash, path, names, into.buckets.get(bucket));
            into.buckets.set(bucket, folder);
            into.folders++;
            return folder;
        } finally {
            adding.unlock();
        }
    }
}
