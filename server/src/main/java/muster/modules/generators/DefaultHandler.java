package muster.modules.generators;

import java.io.IOException;
import muster.core.ByteRangeFilter;
import muster.core.Conditions;
import muster.core.DirectorySettings;
import muster.core.DirectorySettings.PathInfo;
import muster.core.FilePath;
import muster.core.FileTag;
import muster.core.Handler;
import muster.core.Methods;
import muster.core.Request;
import muster.core.Response;
import muster.core.Verdict;
import muster.http.HttpDate;
import muster.http.HttpException;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.io.OpenFile;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// Sends files: the handler `default-handler`, which also answers every request that no other handler takes.
///
/// A small file comes from [FileCache], after the one look at its path that mapping the request has taken anyway; a large one is
/// sent by the kernel. What is committed as Content-Length is what was open at that moment: bytes that are appended later are not
/// sent, and a file that shrinks meanwhile ends the connection, so the framing is never wrong.
public final class DefaultHandler implements Handler {
    private static final String MODULE = "core";

    private final FileCache cache;

    public DefaultHandler() {
        this(FileCache.forThisProcess());
    }

    DefaultHandler(FileCache cache) {
        this.cache = cache;
    }

    @Override
    public Verdict handle(Request request) throws HttpException, IOException {
        request.allowMethods(Methods.GET | Methods.POST | Methods.OPTIONS);
        if (!request.isGet() && !request.method().equals("POST")) {
            return withoutContent(request);
        }
        FileStatus status = checked(request);
        FilePath file = request.file();
        if (file == null) {
            throw new HttpException(404, "no file");
        }
        readBody(request);
        FileTag tag = request.get(DirectorySettings.FILE_TAG);
        CachedFile cached = cache.get(file.text());
        if (cached != null && cached.serves(request, status, tag) && memoryAllowed(request)) {
            send(request, cached);
            return Verdict.OK;
        }
        return open(request, file, tag);
    }

    private static boolean memoryAllowed(Request request) {
        return request.get(DirectorySettings.ENABLE_MMAP) && !request.get(DirectorySettings.CONTENT_DIGEST);
    }

    /// Content that came with the request has no use, but may be more than LimitRequestBody allows.
    private static void readBody(Request request) throws HttpException, IOException {
        if (request.main() != null || !request.body().present()) {
            return;
        }
        long limit = request.get(DirectorySettings.LIMIT_REQUEST_BODY);
        long length = request.body().length();
        if (limit > 0 && (length < 0 || length > limit)) {
            var unused = new byte[4096];
            while (request.body().read(unused, 0, unused.length) >= 0) {
                // What is within the limit is forgotten.
            }
        }
    }

    /// OPTIONS, and methods that files don't have.
    private static Verdict withoutContent(Request request) throws HttpException {
        if (request.method().equals("OPTIONS")) {
            request.response().headers().set("Allow", Methods.allow(request));
            request.response().contentLength(0);
            return Verdict.OK;
        }
        if (!Methods.known(request)) {
            request.log().error(MODULE, 135, "Invalid method in request " + request.requestLine());
            throw new HttpException(501, "unknown method");
        }
        throw new HttpException(405, "method not for files");
    }

    /// The status of a file that may be sent, as mapping the request found it.
    private static FileStatus checked(Request request) throws HttpException {
        FileStatus status = request.fileStatus();
        if (status == null) {
            throw refusal(request, 404, 128, "File does not exist: ");
        }
        if (status.isDirectory()) {
            throw refusal(request, 404, 129, "Attempt to serve directory: ");
        }
        if (!status.isFile()) {
            throw refusal(request, 403, 132, "file permissions deny server access: ");
        }
        if (!request.pathInfo().isEmpty() && request.get(DirectorySettings.ACCEPT_PATH_INFO) != PathInfo.ON) {
            throw refusal(request, 404, 130, "File does not exist: ");
        }
        return status;
    }

    private static HttpException refusal(Request request, int status, int number, String what) {
        String message = what + request.file() + request.pathInfo();
        if (status == 403) {
            request.log().error(MODULE, number, message);
        } else {
            request.log().info(MODULE, number, message);
        }
        return new HttpException(status, message);
    }

    private void send(Request request, CachedFile file) throws IOException {
        Response response = request.response();
        long nowMillis = request.startMillis();
        boolean fromFuture = file.status.modifiedSeconds() * 1000 > nowMillis;
        response.headers().set("Last-Modified", fromFuture ? HttpDate.format(nowMillis / 1000) : file.lastModified);
        head(request, file.status, file.tag, file.content.length);
        if (mayGoOut(request)) {
            request.sink().write(file.content, 0, file.content.length);
        }
    }

    /// The head fields in httpd's order, after Last-Modified.
    private static void head(Request request, FileStatus status, String tag, long length) {
        Response response = request.response();
        if (!tag.isEmpty()) {
            response.headers().set("ETag", EntityTags.of(request, tag, mayChangeUnseen(request, status)));
        }
        response.headers().set("Accept-Ranges", ByteRangeFilter.acceptRanges(request));
        response.contentLength(length);
    }

    /// A file that changed within the last second may change again within the same second (RFC 9110 §8.8.1). A digest is always right.
    private static boolean mayChangeUnseen(Request request, FileStatus status) {
        return request.startMillis() - status.modifiedMillis() < 1000
                && !request.get(DirectorySettings.FILE_TAG).has(FileTag.DIGEST);
    }

    /// Judges the request's conditions; a response that they stop has no content.
    private static boolean mayGoOut(Request request) {
        int instead = Conditions.check(request);
        if (instead != 0) {
            request.response().status(instead);
            request.response().contentLength(0);
        }
        return instead == 0;
    }

    private Verdict open(Request request, FilePath path, FileTag tagParts) throws HttpException, IOException {
        try (OpenFile file = opened(request, path)) {
            FileStatus status = file.status();
            request.fileStatus(status);
            if (status.size() <= FileCache.LARGEST && memoryAllowed(request)) {
                byte[] content = content(file, (int) status.size());
                if (content != null) {
                    var fresh = new CachedFile(path.text(), request.linksBelow(), request.links(), status, content, tagParts);
                    if (status.settled(System.currentTimeMillis())) {
                        cache.put(fresh);
                    }
                    send(request, fresh);
                    return Verdict.OK;
                }
            }
            send(request, file, tagParts);
            return Verdict.OK;
        }
    }

    private static OpenFile opened(Request request, FilePath path) throws HttpException {
        try {
            return request.open();
        } catch (IOException failure) {
            throw cannotOpen(request, path, failure);
        }
    }

    /// The file was there a moment ago: it has been deleted since, may not be read, or a link has been put in its way.
    private static HttpException cannotOpen(Request request, FilePath path, IOException failure) {
        if (FileSystem.isMissing(failure)) {
            return refusal(request, 404, 128, "File does not exist: ");
        }
        if (FileSystem.isForbiddenLink(failure)) {
            return refusal(request, 403, 37, "Symbolic link not allowed or link target not accessible: ");
        }
        request.log()
                .writeFailure(
                        LogLevel.ERROR,
                        MODULE,
                        132,
                        FileSystem.errno(failure),
                        "file permissions deny server access: " + path);
        return new HttpException(403, "");
    }

    /// All of a small file; null if it has shrunk since it was opened.
    private static byte @Nullable [] content(OpenFile file, int size) throws IOException {
        var content = new byte[size];
        int at = 0;
        while (at < size) {
            int n = file.read(content, at, size - at, at);
            if (n == 0) {
                return null;
            }
            at += n;
        }
        return content;
    }

    private static void send(Request request, OpenFile file, FileTag tagParts) throws IOException {
        FileStatus status = file.status();
        long modified = Math.min(status.modifiedSeconds(), request.startMillis() / 1000);
        request.response().headers().set("Last-Modified", HttpDate.format(modified));
        String tag = tagParts.has(FileTag.DIGEST)
                ? '"' + ContentDigest.SHA_1.of(file) + '"'
                : EntityTags.of(tagParts, status);
        head(request, status, tag, status.size());
        if (request.get(DirectorySettings.CONTENT_DIGEST)) {
            request.response().headers().set("Content-MD5", ContentDigest.MD5.of(file));
        }
        if (!mayGoOut(request)) {
            return;
        }
        if (request.get(DirectorySettings.ENABLE_SENDFILE)) {
            request.sink().writeFile(file, 0, status.size());
        } else {
            copy(request, file);
        }
    }

    /// `EnableSendfile Off`: for file systems whose sendfile can't be trusted.
    private static void copy(Request request, OpenFile file) throws IOException {
        long size = file.status().size();
        var buffer = new byte[(int) Math.min(size, FileCache.LARGEST)];
        long at = 0;
        while (at < size) {
            int n = file.read(buffer, 0, (int) Math.min(buffer.length, size - at), at);
            if (n == 0) {
                throw new IOException(request.file() + " has shrunk while it was sent");
            }
            request.sink().write(buffer, 0, n);
            at += n;
        }
    }
}
