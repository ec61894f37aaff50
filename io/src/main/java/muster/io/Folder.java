package muster.io;

import java.io.IOException;

/// An open folder, read entry by entry in the file system's order, without `.` and `..`.
public interface Folder extends AutoCloseable {
    /// What an entry is, without a look at the file itself.
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /// A device, a pipe, a socket.
        OTHER,
        /// The file system doesn't say.
        UNKNOWN
    }

    /// Goes on to the next entry.
    /// @return false at the end
    boolean next() throws IOException;

    /// The entry's name, one byte a character.
    String name();

    Kind kind();

    @Override
    void close();
}
