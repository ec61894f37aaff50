package muster.modules.generators;

import java.io.IOException;
import muster.core.FilePath;
import muster.core.Handler;
import muster.core.Methods;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Response;
import muster.core.Verdict;
import muster.core.script.ScriptHeadReader;
import muster.http.HttpException;
import muster.http.Status;
import muster.io.FileSystem;
import muster.io.FileSystem.Links;
import muster.io.OpenFile;
import muster.log.LogLevel;

/// mod_asis: files that bring their own header fields.
public final class AsisModule implements Module {
    private static final String NAME = "asis";
    private static final byte[] LINE_ENDS = {'\n', '\n'};
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    @Override
    public String name() {
        return "asis_module";
    }

    @Override
    public String file() {
        return "mod_asis.c";
    }

    @Override
    public void register(Registry registry) {
        Handler handler = AsisModule::handle;
        registry.handler("send-as-is", handler);
        registry.handler("httpd/send-as-is", handler);
    }

    private static Verdict handle(Request request) throws HttpException, IOException {
        request.allowMethods(Methods.GET);
        if (!request.isGet()) {
            return Verdict.DECLINED;
        }
        FilePath path = request.file();
        if (path == null || request.fileStatus() == null) {
            request.log().info(NAME, 1233, "File does not exist: " + path);
            throw new HttpException(NOT_FOUND, "");
        }
        try (OpenFile file = open(request, path)) {
            return send(request, file);
        }
    }

    private static OpenFile open(Request request, FilePath path) throws HttpException {
        try {
            return request.server().files().open(path.text(), path.root(), Links.ALL);
        } catch (IOException refused) {
            request.log().writeFailure(LogLevel.ERROR, NAME, 1234, FileSystem.errno(refused),
                    "file permissions deny server access: " + path);
            throw new HttpException(FORBIDDEN, "");
        }
    }

    private static Verdict send(Request request, OpenFile file) throws HttpException, IOException {
        long start = readHead(request, file);
        Response response = request.response();
        String location = response.headers().get("Location");
        boolean elsewhere = response.status() == OK || Status.isRedirect(response.status());
        if (location != null && location.startsWith("/") && elsewhere) {
            response.status(OK);
            request.method("GET");
            request.server().processor().redirectInternally(request, location);
            return Verdict.OK;
        }
        long length = Math.max(0, file.status().size() - start);
        if (!request.isHead()) {
            response.contentLength(length);
            request.sink().writeFile(file, start, length);
        }
        return Verdict.OK;
    }

    /// @return where the body starts
    private static long readHead(Request request, OpenFile file) throws HttpException, IOException {
        var head = new ScriptHeadReader(request, NAME);
        var piece = new byte[4096];
        long at = 0;
        while (!head.complete()) {
            int n = file.read(piece, 0, piece.length, at);
            at += n > 0 ? head.take(piece, 0, n) : end(head);
        }
        if (head.instead() != 0) {
            throw new HttpException(head.instead(), "");
        }
        return at;
    }

    /// A file may consist of nothing but its head, without the empty line behind it.
    private static int end(ScriptHeadReader head) throws HttpException {
        head.take(LINE_ENDS, 0, LINE_ENDS.length);
        return 0;
    }
}
