package muster.io;

import java.io.IOException;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;

/// A log that several processes add to: each entry is one write at the file's end.
public final class AppendedFile {
    private static final int READABLE_BY_ALL = 0644;

    private AppendedFile() {}

    /// Adds an entry, unless the file is larger than `most` bytes already.
    public static void append(String path, byte[] entry, long most) throws IOException {
        FileStatus status = new PosixFileSystem().stat(path);
        if (status != null && status.size() > most) {
            return;
        }
        int fd = FileIo.open(path, FileIo.O_WRONLY | FileIo.O_CREAT | FileIo.O_APPEND, READABLE_BY_ALL);
        try {
            PosixException.check("write " + path, FileIo.write(fd, entry, 0, entry.length));
        } finally {
            Descriptors.close(fd);
        }
    }
}
