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

    /// What was written isn't all, and nobody knows how much will follow: a filter that holds little back to see whether it is
    /// worth its while decides now.
    default void continues() throws IOException {}

    /// Forgets what was written, if nothing of it has left: another body takes its place. For the end of a chain.
    default void forget() {}

    /// The body is complete. Called once, by the request processor.
    void end() throws IOException;
}
