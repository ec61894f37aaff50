package muster.modules.filters.compression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import muster.coding.CompressionException;
import muster.coding.Compressor;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.Request;
import muster.core.Response;
import muster.http.EntityTag;
import muster.http.HeaderFields;
import muster.io.OpenFile;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// Compresses a response's body, if the client accepts that and nothing speaks against it: decided when its head is known and enough of
/// the body has come to make it worth it.
final class CompressionSink extends ContentSink {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Coding coding;
    private final Request request;
    private final Response response;
    private boolean decided;
    /// What came before the decision.
    private byte[] held = new byte[0];
    private @Nullable Compressor compressor;
    /// Whether anything was passed on: then the length is not known beforehand any more.
    private boolean passing;

    CompressionSink(Coding coding, Request request, BodySink next) {
        super(next);
        this.coding = coding;
        this.request = request;
        this.response = request.response();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!decided) {
            if (held.length + length <= coding.notWorthIt()) {
                hold(bytes, offset, length);
                return;
            }
            decide();
        }
        put(bytes, offset, length);
    }

    private void hold(byte[] bytes, int offset, int length) {
        byte[] more = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, more, held.length, length);
        held = more;
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        if (!decided && held.length + length > coding.notWorthIt()) {
            decide();
        }
        if (decided && compressor == null) {
            next.writeFile(file, offset, length);
        } else {
            super.writeFile(file, offset, length);
        }
    }

    @Override
    public void continues() throws IOException {
        if (!decided) {
            decide();
        }
        next.continues();
    }

    @Override
    public void flush() throws IOException {
        if (!decided) {
            decide();
        }
        Compressor active = compressor;
        if (active != null) {
            active.flush(this::pass);
        }
        next.flush();
    }

    @Override
    public void end() throws IOException {
        if (!decided) {
            if (held.length <= coding.notWorthIt()) {
                endUncompressed();
                return;
            }
            decide();
        }
        Compressor active = compressor;
        if (active != null) {
            finish(active);
        }
        next.end();
    }

    private void endUncompressed() throws IOException {
        if (response.status() == NOT_MODIFIED) {
            keepTagOfClient();
        }
        trace("Not compressing very small response of " + held.length + " bytes");
        if (held.length > 0) {
            next.write(held, 0, held.length);
        }
        next.end();
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
        Compressor active = compressor;
        if (active == null) {
            next.write(bytes, offset, length);
        } else if (!(request.isHead() && response.committed())) {
            // Of an answer to HEAD only the length is of interest, and that is not going to be known once the head is out.
            active.compress(bytes, offset, length, this::pass);
        }
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        passing = true;
        next.write(bytes, offset, length);
    }

    private void finish(Compressor active) throws IOException {
        if (passing) {
            active.finish(next::write);
        } else {
            var whole = new ByteArrayOutputStream();
            active.finish(whole::write);
            response.contentLength(whole.size());
            next.write(whole.toByteArray(), 0, whole.size());
        }
        compressor = null;
        active.close();
        coding.notes(request).leave(request.notes(), active.taken(), active.given(), coding.emptyAsHyphen());
        if (coding.doneNumber() != 0 && request.log().on(LogLevel.DEBUG, coding.module())) {
            request.log()
                    .write(
                            LogLevel.DEBUG,
                            coding.module(),
                            coding.doneNumber(),
                            "Zlib: Compressed " + active.taken() + " to " + active.given() + " : URL " + request.path());
        }
    }

    private void decide() throws IOException {
        decided = true;
        if (wanted() && (response.status() == NOT_MODIFIED || opened())) {
            changeHead();
        }
        if (held.length > 0) {
            put(held, 0, held.length);
        }
    }

    private boolean opened() {
        try {
            Compressor active = coding.open(request);
            compressor = active;
            request.whenDone(active::close);
            return true;
        } catch (CompressionException failed) {
            request.log()
                    .error(
                            coding.module(),
                            1383,
                            "unable to init Zlib: " + failed.getMessage() + ": URL " + request.path());
            return false;
        }
    }

    /// Asks in httpd's order: what speaks against it whoever asks; then the client, on whom the response depends from here on.
    private boolean wanted() {
        HeaderFields headers = response.headers();
        String obstacle = request.main() != null
                ? "subrequest"
                : response.status() == NO_CONTENT
                        ? "no content"
                        : headers.has("Content-Range") ? "content-range" : coding.obstacle(request);
        if (obstacle != null) {
            return refused(obstacle);
        }
        String present = AcceptEncoding.present(contentEncoding());
        if (present != null) {
            return refused("content-encoding already  set: " + present);
        }
        headers.merge("Vary", "Accept-Encoding");
        return coding.forced(request)
                || AcceptEncoding.accepts(request, coding.token())
                || refused("no Accept-Encoding: " + coding.token() + " or q=0");
    }

    private boolean refused(String why) {
        trace("Not compressing (" + why + ")");
        return false;
    }

    private void trace(String message) {
        request.log().write(LogLevel.TRACE1, coding.module(), 0, message);
    }

    private @Nullable String contentEncoding() {
        return joined(
                joined(response.headers().joined("Content-Encoding"), response.errorHeaders().joined("Content-Encoding")),
                response.contentEncoding());
    }

    private static @Nullable String joined(@Nullable String one, @Nullable String other) {
        return one == null ? other : other == null ? one : one + "," + other;
    }

    private void changeHead() {
        HeaderFields headers = response.headers();
        String encoding = contentEncoding();
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            headers.set("Content-Encoding", coding.token());
        } else {
            headers.merge("Content-Encoding", coding.token());
        }
        response.contentEncoding(null);
        response.contentLength(-1);
        headers.remove("Content-MD5");
        coding.alterTag(request).apply(headers, "-" + coding.token());
    }

    /// A client that knows the compressed representation by its tag is told of it by the same tag.
    private void keepTagOfClient() {
        String known = request.headers().joined("If-None-Match");
        String tag = response.headers().get("ETag");
        if (known != null && tag != null && tag.endsWith("\"") && coding.alterTag(request) == AlterTag.ADD_SUFFIX) {
            String suffixed = AlterTag.with(tag, "-" + coding.token());
            if (EntityTag.listHasWeak(known, suffixed)) {
                response.headers().set("ETag", suffixed);
            }
        }
    }
}
