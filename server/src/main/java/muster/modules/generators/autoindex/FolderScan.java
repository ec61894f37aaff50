package muster.modules.generators.autoindex;

import java.io.IOException;
import java.util.Arrays;
import muster.core.FilePath;
import muster.core.Request;
import muster.core.Response;
import muster.http.HttpException;
import muster.http.Status;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.io.Folder;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// Finds the entries of a folder that a client may see: every file is looked up as if it were asked for, so that what may not be had isn't
/// listed, and what a file is called, what type it has and where a folder leads are known as they are for requests.
///
/// The work is bounded: at most so many entries (`IndexOptions MaxEntries=N`), in memory within a budget for the process; and
/// a thread that looks through a large folder lets others run in between.
final class FolderScan {
    /// More than most folders have, and about a second's work.
    private static final int MOST_ENTRIES = 100_000;
    private static final int BETWEEN_YIELDS = 64;
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final Request request;
    private final IndexQuery query;
    private final EntryBudget.Share budget;
    private final FileSystem files;
    private final Symbols symbols;
    private final Descriptions descriptions;
    private final Ignored ignored;
    private final int most;
    private Entry[] entries = new Entry[64];
    private int count;
    private boolean complete = true;

    FolderScan(Request request, IndexQuery query, EntryBudget.Share budget) {
        this.request = request;
        this.query = query;
        this.budget = budget;
        this.files = request.server().files();
        this.symbols = request.get(IndexSettings.SYMBOLS);
        this.descriptions = request.get(IndexSettings.DESCRIPTIONS);
        this.ignored = request.get(IndexSettings.IGNORED);
        int wanted = request.get(IndexSettings.OPTIONS).mostEntries();
        this.most = wanted == 0 ? MOST_ENTRIES : wanted;
    }

    /// What was found, in the first [#count] places.
    Entry[] entries() {
        return entries;
    }

    int count() {
        return count;
    }

    /// Whether the folder was read to its end.
    boolean complete() {
        return complete;
    }

    /// @param path of the folder, with a slash at its end
    void run(String path) throws HttpException, IOException {
        try (Folder folder = open(path)) {
            Entry parent = parent(path);
            if (parent != null) {
                add(parent);
            }
            for (int seen = 1; folder.next(); seen++) {
                if (seen % BETWEEN_YIELDS == 0) {
                    Thread.yield();
                }
                Entry entry = entry(path, folder);
                if (entry == null) {
                    continue;
                }
                if (count == most) {
                    complete = false;
                    request.log().warn("autoindex", 60120, "Listing of " + path + " ends after " + most
                            + " entries: IndexOptions MaxEntries=N changes that");
                    return;
                }
                add(entry);
            }
        }
    }

    private Folder open(String path) throws HttpException {
        try {
            return files.openFolder(path);
        } catch (IOException refused) {
            request.log().writeFailure(LogLevel.ERROR, "autoindex", 1275, FileSystem.errno(refused),
                    "Can't open directory for index: " + path);
            throw new HttpException(FORBIDDEN, "");
        }
    }

    private void add(Entry entry) throws HttpException {
        if (count > 0 && count % EntryBudget.PIECE == 0 && !budget.more()) {
            request.log().error("autoindex", 60121, "Too many large folders are listed at once: " + request.file());
            throw new HttpException(UNAVAILABLE, "");
        }
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, count * 2);
        }
        entries[count++] = entry;
    }

    private boolean fancy() {
        return query.has(IndexOptions.FANCY);
    }

    /// The way up; null at the top of the site, or where `..` is ignored.
    private @Nullable Entry parent(String path) {
        String url = request.path().text();
        int end = url.endsWith("/") ? url.length() - 1 : url.length();
        int slash = url.lastIndexOf('/', end - 1);
        if (slash < 0 || ignored.has("..")) {
            return null;
        }
        String name = url.substring(0, slash + 1);
        if (!fancy()) {
            return new Entry(name, null, null, null, -1, -1, false);
        }
        String up = path + "..";
        String icon = orElse(symbols.icons().ofFolder(up), symbols.icons().ofName(Marks.FOLDER));
        String alt = orElse(symbols.alts().ofFolder(up), symbols.alts().ofName(Marks.FOLDER));
        return new Entry(name, icon, orElse(alt, "PARENTDIR"), descriptions.of(up), -1, -1, false);
    }

    private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }

    private @Nullable Entry entry(String path, Folder folder) throws IOException {
        String name = folder.name();
        var pattern = query.pattern();
        if (pattern != null && !pattern.matches(name) || ignored.has(name)) {
            return null;
        }
        boolean isFolder = leadsToFolder(path + name, folder.kind());
        Request found = request.server().processor().lookUpFile(request, isFolder ? name + "/" : name);
        FileStatus status = found.fileStatus();
        if (status == null || !visible(found.response().status())) {
            return null;
        }
        if (!query.has(IndexOptions.FANCY | IndexOptions.TABLE)) {
            return new Entry(isFolder ? name + "/" : name, null, null, null, -1, -1, false);
        }
        return isFolder ? folder(name, path, status) : file(name, found, status);
    }

    private boolean leadsToFolder(String path, Folder.Kind kind) {
        return switch (kind) {
            case FOLDER -> true;
            case FILE, OTHER -> false;
            case LINK, UNKNOWN -> {
                FileStatus target = stat(path);
                yield target != null && target.isDirectory();
            }
        };
    }

    private @Nullable FileStatus stat(String path) {
        try {
            return files.stat(path);
        } catch (IOException _) {
            return null;
        }
    }

    private boolean visible(int status) {
        return status >= 200 && status < 300
                || Status.isRedirect(status)
                || query.has(IndexOptions.SHOW_FORBIDDEN) && (status == UNAUTHORIZED || status == FORBIDDEN);
    }

    private Entry folder(String name, String path, FileStatus status) {
        String whole = path + name;
        String icon = orElse(symbols.icons().ofFolder(whole), symbols.icons().ofName(Marks.FOLDER));
        String alt = orElse(symbols.alts().ofFolder(whole), symbols.alts().ofName(Marks.FOLDER));
        return new Entry(
                name + "/",
                icon,
                orElse(alt, "DIR"),
                descriptions.of(whole),
                -1,
                status.modifiedSeconds(),
                query.has(IndexOptions.FOLDERS_FIRST));
    }

    private Entry file(String name, Request found, FileStatus status) {
        FilePath file = found.file();
        String path = file == null ? name : file.text();
        Response response = found.response();
        String type = withoutParameters(response.contentType());
        String encoding = response.contentEncoding();
        String description = descriptions.of(path);
        if (description == null && query.has(IndexOptions.SCAN_HTML_TITLES) && response.status() == 200) {
            description = HtmlTitle.of(found, type, encoding);
        }
        return new Entry(
                name,
                symbols.icons().ofFile(path, type, encoding),
                symbols.alts().ofFile(path, type, encoding),
                description,
                status.size(),
                status.modifiedSeconds(),
                false);
    }

    static @Nullable String withoutParameters(@Nullable String type) {
        int semicolon = type == null ? -1 : type.indexOf(';');
        return semicolon < 0 ? type : type.substring(0, semicolon).strip();
    }
}
