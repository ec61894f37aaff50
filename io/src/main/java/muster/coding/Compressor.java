package muster.coding;

import java.io.IOException;

/// Compresses one stream. Not for several threads at once.
public interface Compressor extends AutoCloseable {
    /// Takes what comes out.
    @FunctionalInterface
    interface Output {
        /// @param bytes not kept after the call
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /// Takes a piece of the content. What comes out meanwhile goes to `out`; most of it stays inside until it is a good block.
    void compress(byte[] bytes, int offset, int length, Output out) throws IOException;

    /// Brings everything out that was taken, so that the receiver can read it now.
    void flush(Output out) throws IOException;

    /// Ends the stream. Nothing but [#close] may follow.
    void finish(Output out) throws IOException;

    /// Bytes taken.
    long taken();

    /// Bytes that came out, without what frames them.
    long given();

    /// Gives the native memory back; more than once does no harm.
    @Override
    void close();
}
