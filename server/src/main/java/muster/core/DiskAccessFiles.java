package muster.core;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import muster.config.Warning;
import muster.http.HttpException;
import muster.io.FileSystem;
import muster.log.Log;
import muster.log.LogLevel;
import muster.posix.Errno;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// The `.htaccess` files on the disk, each read once and remembered until it changes. Whether it has is asked of the kernel each time
/// (one `stat` for each name a directory's file may have), so whatever changes holds for the next request.
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
    private final AccessFileReader reader;
    private final ReentrantLock adding = new ReentrantLock();
    private volatile Table table = new Table();

    private static final class Table {
        private final AtomicReferenceArray<@Nullable Folder> buckets = new AtomicReferenceArray<>(BUCKETS);
        private final AtomicInteger bytes = new AtomicInteger();
        private int folders;
    }

    /// A directory, and the files that may speak for it, in the order of AccessFileName.
    ///
    /// @param path without a slash at its end
    /// @param next in the same bucket
    private record Folder(int hash, String path, List<String> names, AccessFileOnDisk[] files, @Nullable Folder next) {}

    public DiskAccessFiles(FileSystem files, AccessFileReader reader) {
        this.files = files;
        this.reader = reader;
    }

    @Override
    public @Nullable AccessFile at(Request request, String path, int end, int hash, Overrides allowed)
            throws HttpException, IOException {
        Folder folder = folder(request.host().settings().get(ServerSettings.ACCESS_FILE_NAMES), path, end, hash);
        for (AccessFileOnDisk file : folder.files) {
            AccessFile found = read(request, file, allowed);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable AccessFile read(Request request, AccessFileOnDisk file, Overrides allowed)
            throws HttpException, IOException {
        AccessFileOnDisk.Content content;
        try {
            content = file.look(files);
        } catch (PosixException failure) {
            throw unreadable(request, file, failure);
        }
        if (content == null) {
            return null;
        }
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
            var folder = new Folder(
                    hash, path, names, AccessFileOnDisk.all(path + "/", names), into.buckets.get(bucket));
            into.buckets.set(bucket, folder);
            into.folders++;
            return folder;
        } finally {
            adding.unlock();
        }
    }
}
