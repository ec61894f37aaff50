package muster.core;

import java.io.IOException;
import muster.io.OpenFile;

/// Takes a response's body, piece by piece. The first piece (or flush, or end) commits the response's head: a filter
/// changes the head before it passes anything on.
public interface BodySink {
    /// @param bytes not kept after the call
    void write(byte[] bytes, int offset, int length) throws IOException;

    /// A stretch of a file. A filter that changes content reads it; the last sink hands it to the kernel.
    void writeFile(OpenFile file, long offset, long length) throws IOException;

    /// What was written so far should reach the client now.
    void flush() throws IOException;

    /// The body is complete. Called once, by the request processor.
    void end() throws IOException;
}
