package muster.modules.metadata;

import java.io.IOException;
import muster.core.BodySink;
import muster.core.Request;
import muster.io.OpenFile;

/// Does the `Header` lines at the last moment: when a response's first byte, or its end, passes by, everything else has had its say.
final class HeadersSink implements BodySink {
    private final Request request;
    private final BodySink next;
    private final boolean error;
    private boolean done;

    /// @param error whether the server makes the response itself: only `Header always` holds for it
    HeadersSink(Request request, BodySink next, boolean error) {
        this.request = request;
        this.next = next;
        this.error = error;
    }

    private BodySink edited() {
        if (!done) {
            done = true;
            HeaderSettings settings = request.get(HeaderSettings.SLOT);
            var response = request.response();
            HeaderEdit.apply(settings.always(), request, response.errorHeaders(), response, false);
            if (!error) {
                HeaderEdit.apply(settings.success(), request, response.headers(), response, false);
            }
        }
        return next;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        edited().write(bytes, offset, length);
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        edited().writeFile(file, offset, length);
    }

    @Override
    public void flush() throws IOException {
        edited().flush();
    }

    @Override
    public void end() throws IOException {
        edited().end();
    }
}
