package muster.modules.generators.autoindex;

import java.io.IOException;
import muster.core.DirectorySettings;
import muster.core.FilePath;
import muster.core.FileTag;
import muster.core.Handler;
import muster.core.Html;
import muster.core.Methods;
import muster.core.Options;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpDate;
import muster.http.HttpException;
import muster.io.FileStatus;
import muster.modules.generators.EntityTags;

/// Answers requests for folders with a listing, where `Options Indexes` allows it.
final class IndexHandler implements Handler {
    private static final int FORBIDDEN = 403;

    private final EntryBudget budget;

    IndexHandler(EntryBudget budget) {
        this.budget = budget;
    }

    @Override
    public Verdict handle(Request request) throws HttpException, IOException {
        FileStatus status = request.fileStatus();
        FilePath folder = request.file();
        if (status == null || folder == null || !status.isDirectory()) {
            return Verdict.DECLINED;
        }
        request.allowMethods(Methods.GET);
        if (!request.isGet()) {
            return Verdict.DECLINED;
        }
        if (!request.get(DirectorySettings.OPTIONS).has(Options.INDEXES)) {
            String tried = request.notes().get("dir-index-names");
            request.log().error("autoindex", 1276, "Cannot serve directory " + folder
                    + ": No matching DirectoryIndex (" + (tried == null ? "none" : tried)
                    + ") found, and server-generated directory index forbidden by Options directive");
            throw new HttpException(FORBIDDEN, "");
        }
        if (!folder.text().endsWith("/")) {
            request.file(new FilePath(folder.text() + "/", folder.root()));
        }
        list(request, status);
        return Verdict.OK;
    }

    private void list(Request request, FileStatus status) throws HttpException, IOException {
        IndexOptions options = request.get(IndexSettings.OPTIONS);
        String type = options.type() == null ? "text/html" : options.type();
        String charset = options.charset() == null ? "ISO-8859-1" : options.charset();
        request.response().contentType(charset.isEmpty() ? type : type + ";charset=" + charset);
        var query = IndexQuery.of(options, request.get(IndexSettings.ORDER), request.query());
        if (query.has(IndexOptions.TRACK_MODIFIED)) {
            trackModified(request, status);
        }
        if (!request.isHead()) {
            write(request, query);
        }
    }

    private static void trackModified(Request request, FileStatus status) {
        long modified = Math.min(status.modifiedSeconds(), request.startMillis() / 1000);
        request.response().headers().set("Last-Modified", HttpDate.format(modified));
        FileTag parts = request.get(DirectorySettings.FILE_TAG);
        String tag = EntityTags.of(parts, status);
        if (!tag.isEmpty()) {
            boolean fresh = request.startMillis() - status.modifiedMillis() < 1000;
            request.response().headers().set("ETag", fresh ? "W/" + tag : tag);
        }
    }

    /// The folder is read before anything is sent: what fails then is an error and not half a page.
    private void write(Request request, IndexQuery query) throws HttpException, IOException {
        String path = request.file() == null ? "" : request.file().text();
        try (var share = budget.share()) {
            var scan = new FolderScan(request, query, share);
            scan.run(path);
            new EntryOrder(query).sort(scan.entries(), scan.count());
            var page = new Page(request);
            var frame = new PageFrame(request, query, page, title(request.path().text()));
            frame.head();
            Listing.of(request, query, page).write(scan.entries(), scan.count(), scan.complete());
            frame.tail();
            page.end();
        }
    }

    /// The URL without slashes at its end.
    private static String title(String url) {
        String escaped = Html.escape(url);
        int end = escaped.length();
        while (end > 1 && escaped.charAt(end - 1) == '/') {
            end--;
        }
        return escaped.substring(0, end);
    }
}
