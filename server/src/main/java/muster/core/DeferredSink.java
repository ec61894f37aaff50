package muster.core;

import java.io.IOException;
import muster.io.OpenFile;
import org.jspecify.annotations.Nullable;

/// A filter that decides what it is when the response's first byte, or its end, comes: then the head is known.
public abstract class DeferredSink implements BodySink {
    private @Nullable BodySink chosen;

    /// Decides, once.
    /// @return the filter, or what comes after this one if there is nothing to do
    protected abstract BodySink choose() throws IOException;

    private BodySink chosen() throws IOException {
        BodySink sink = chosen;
        if (sink == null) {
            sink = choose();
            chosen = sink;
        }
        return sink;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        chosen().write(bytes, offset, length);
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        chosen().writeFile(file, offset, length);
    }

    @Override
    public void continues() throws IOException {
        chosen().continues();
    }

    @Override
    public void flush() throws IOException {
        chosen().flush();
    }

    @Override
    public void end() throws IOException {
        chosen().end();
    }
}
