package muster.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.core.ServerSettings.Trace;
import muster.http.HeaderFields;
import muster.http.HttpException;

/// What happens to a request when no module has an opinion: it is mapped below DocumentRoot; `OPTIONS *` and TRACE are answered
/// (RFC 9110 §9.3.7, §9.3.8). The core's module calls [#register].
public final class CoreHooks {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int LARGEST_TRACED_BODY = 64 * 1024;

    private CoreHooks() {}

    public static void register(Registry registry) {
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.REALLY_FIRST, RemoteHost::findServer);
        registry.hook(Phase.HEADER_PARSER, Hook.Place.REALLY_FIRST, RemoteHost::findServer);
        registry.hook(Phase.TRANSLATE_NAME, Hook.Place.REALLY_LAST, CoreHooks::belowDocumentRoot);
        registry.hook(Phase.MAP_TO_STORAGE, Hook.Place.MIDDLE, CoreHooks::optionsOfServer);
        registry.hook(Phase.MAP_TO_STORAGE, Hook.Place.MIDDLE, CoreHooks::trace);
    }

    private static Verdict belowDocumentRoot(Request request) throws HttpException {
        String path = request.path().text();
        if (!path.startsWith("/")) {
            if (path.equals("*")) {
                return Verdict.OK;
            }
            request.log().error("core", 126, "Invalid URI in request " + request.requestLine());
            throw new HttpException(BAD_REQUEST, "");
        }
        String root = request.host().settings().get(ServerSettings.DOCUMENT_ROOT);
        request.file(new FilePath(root.concat(path), root));
        return Verdict.OK;
    }

    /// A ping of the server as a whole: 200 and nothing else.
    private static Verdict optionsOfServer(Request request) {
        if (request.path().text().equals("*") && request.method().equals("OPTIONS")) {
            request.response().contentLength(0);
            return Verdict.DONE;
        }
        return Verdict.DECLINED;
    }

    private static Verdict trace(Request request) throws HttpException, IOException {
        if (!request.method().equals("TRACE")) {
            return Verdict.DECLINED;
        }
        Trace wanted = request.host().settings().get(ServerSettings.TRACE_ENABLE);
        if (wanted == Trace.OFF) {
            request.notes().set(CannedPages.ERROR_NOTES, "TRACE denied by server configuration");
            throw new HttpException(METHOD_NOT_ALLOWED, "TRACE denied by server configuration");
        }
        if (wanted == Trace.ON && request.body().present()) {
            request.notes().set(CannedPages.ERROR_NOTES, "TRACE with a request body is not allowed");
            throw new HttpException(TOO_LARGE, "TRACE with a request body is not allowed");
        }
        sendBack(request);
        return Verdict.DONE;
    }

    private static void sendBack(Request request) throws HttpException, IOException {
        var message = new ByteArrayOutputStream();
        line(message, request.requestLine());
        HeaderFields fields = request.headers();
        for (int i = 0; i < fields.size(); i++) {
            line(message, fields.name(i) + ": " + fields.value(i));
        }
        line(message, "");
        var piece = new byte[8192];
        for (int n = request.body().read(piece, 0, piece.length); n > 0; ) {
            message.write(piece, 0, n);
            if (message.size() > LARGEST_TRACED_BODY) {
                request.notes().set(CannedPages.ERROR_NOTES, "Extended TRACE request-body exceeds limit");
                throw new HttpException(TOO_LARGE, "");
            }
            n = request.body().read(piece, 0, piece.length);
        }
        request.response().status(OK);
        request.response().contentType("message/http");
        request.sink().write(message.toByteArray(), 0, message.size());
    }

    private static void line(ByteArrayOutputStream message, String text) {
        message.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        message.write('\r');
        message.write('\n');
    }
}
