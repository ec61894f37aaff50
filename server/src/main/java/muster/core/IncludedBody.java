package muster.core;

import java.io.IOException;
import muster.io.OpenFile;

/// The end of a subrequest's chain of filters: its body becomes part of another response, which goes on after it.
///
/// @param into that response
record IncludedBody(BodySink into) implements BodySink {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        into.write(bytes, offset, length);
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        into.writeFile(file, offset, length);
    }

    @Override
    public void flush() throws IOException {
        into.flush();
    }

    @Override
    public void end() {
        // the other response ends itself
    }
}
