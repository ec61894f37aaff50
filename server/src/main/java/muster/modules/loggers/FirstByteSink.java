package muster.modules.loggers;

import java.io.IOException;
import muster.core.BodySink;
import muster.core.Request;
import muster.io.OpenFile;

/// Notes when the first byte of a response is on its way, and changes nothing.
final class FirstByteSink implements BodySink {
    private final Request request;
    private final BodySink next;
    private boolean noted;

    FirstByteSink(Request request, BodySink next) {
        this.request = request;
        this.next = next;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        next.write(bytes, offset, length);
        note();
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        next.writeFile(file, offset, length);
        note();
    }

    @Override
    public void flush() throws IOException {
        next.flush();
        note();
    }

    @Override
    public void end() throws IOException {
        next.end();
        note();
    }

    private void note() {
        if (!noted) {
            noted = true;
            long micros = (System.nanoTime() - request.startNanos()) / 1000;
            request.original().notes().set(LogioModule.FIRST_BYTE, Long.toString(Math.max(0, micros)));
        }
    }
}
