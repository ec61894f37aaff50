package muster.modules.metadata;

import java.io.IOException;
import java.util.Locale;
import muster.core.BodySink;
import muster.core.Request;
import muster.core.Response;
import muster.http.HttpDate;
import muster.io.FileStatus;
import muster.io.OpenFile;
import org.jspecify.annotations.Nullable;

/// Adds Expires and Cache-Control to a response that says nothing about it itself, when its first byte or its end passes by.
final class ExpiresSink implements BodySink {
    private static final int FIRST_ERROR = 400;

    private final Request request;
    private final BodySink next;
    private boolean done;

    ExpiresSink(Request request, BodySink next) {
        this.request = request;
        this.next = next;
    }

    private BodySink told() {
        if (!done) {
            done = true;
            Response response = request.response();
            boolean silent = !response.headers().has("Expires") && !response.errorHeaders().has("Expires");
            if (silent && response.status() < FIRST_ERROR) {
                tell(response);
            }
        }
        return next;
    }

    private void tell(Response response) {
        Lifetime lifetime = request.get(ExpiresSettings.SLOT).of(type(response));
        if (lifetime == null) {
            return;
        }
        long now = request.startMillis();
        long from = now;
        if (lifetime.fromModification()) {
            FileStatus file = request.fileStatus();
            if (file == null) {
                return; // nothing to count from
            }
            from = file.modifiedMillis();
        }
        long expires = Math.max(now, from + lifetime.seconds() * 1000);
        response.headers().merge("Cache-Control", "max-age=" + (expires - now) / 1000);
        response.headers().set("Expires", HttpDate.format(expires / 1000));
    }

    private static @Nullable String type(Response response) {
        String type = response.contentType();
        if (type == null) {
            return null;
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end).strip()).toLowerCase(Locale.ROOT);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        told().write(bytes, offset, length);
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        told().writeFile(file, offset, length);
    }

    @Override
    public void flush() throws IOException {
        told().flush();
    }

    @Override
    public void end() throws IOException {
        told().end();
    }
}
