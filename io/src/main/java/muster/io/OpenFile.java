package muster.io;

/// An open regular file, perhaps shared by several responses; the last to [#close] it closes the descriptor.
public interface OpenFile extends AutoCloseable {
    int descriptor();

    /// As it was when the file was opened.
    FileStatus status();

    /// Reads at an offset: a count, or 0 at the end. For filters; a plain response sends without reading.
    int read(byte[] into, int at, int length, long offset) throws java.io.IOException;

    /// Counts one more user, who has to [#close] it as well.
    /// @return false if the last user has closed it already: it can't be used any more
    boolean share();

    @Override
    void close();
}
