package muster.io;

import java.io.IOException;
import java.util.Arrays;
import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.PosixException;

/// Bytes that are kept until somebody takes them: the first of them in memory, more in a file without a name. Written first,
/// read after, from the front, as often as wanted.
public final class Spool implements AutoCloseable {
    private static final int O_TMPFILE = 0x400000 | FileIo.O_DIRECTORY;
    private static final int SMALLEST = 1024;
    private static final int OWNER_ONLY = 0600;

    private final int memoryMost;
    private final String folder;
    private byte[] memory = new byte[0];
    private int inMemory;
    private long length;
    private int file = -1;

    /// @param memoryMost bytes that stay in memory
    /// @param folder where the file is made
    public Spool(int memoryMost, String folder) {
        this.memoryMost = memoryMost;
        this.folder = folder;
    }

    /// In the system's folder for temporary files.
    public Spool(int memoryMost) {
        this(memoryMost, System.getenv().getOrDefault("TMPDIR", "/tmp"));
    }

    public long length() {
        return length;
    }

    public void write(byte[] from, int offset, int count) throws IOException {
        int fits = Math.min(count, memoryMost - inMemory);
        if (fits > 0) {
            if (memory.length < inMemory + fits) {
                int size = Math.max(SMALLEST, Math.max(inMemory + fits, memory.length * 2));
                memory = Arrays.copyOf(memory, Math.min(size, memoryMost));
            }
            System.arraycopy(from, offset, memory, inMemory, fits);
            inMemory += fits;
        }
        if (fits < count) {
            toFile(from, offset + fits, count - fits);
        }
        length += count;
    }

    private void toFile(byte[] from, int offset, int count) throws IOException {
        if (file < 0) {
            file = unnamed(folder);
        }
        int at = offset;
        int end = offset + count;
        while (at < end) {
            at += PosixException.check("write to a temporary file", FileIo.write(file, from, at, end - at));
        }
    }

    private static int unnamed(String folder) throws PosixException {
        try {
            return FileIo.open(folder, O_TMPFILE | FileIo.O_RDWR, OWNER_ONLY);
        } catch (PosixException refused) {
            if (refused.errno() != Errno.EISDIR && refused.errno() != Errno.EOPNOTSUPP && refused.errno() != Errno.EINVAL) {
                throw refused;
            }
        }
        // A file system that can't make files without a name (overlayfs of old kernels).
        String name = folder + "/muster-" + Long.toHexString(java.util.concurrent.ThreadLocalRandom.current().nextLong());
        int fd = FileIo.open(name, FileIo.O_RDWR | FileIo.O_CREAT | FileIo.O_EXCL, OWNER_ONLY);
        FileIo.unlink(name);
        return fd;
    }

    /// Reads from a place: a count, or 0 at the end.
    public int read(long place, byte[] into, int offset, int count) throws IOException {
        if (place < inMemory) {
            int n = (int) Math.min(count, inMemory - place);
            System.arraycopy(memory, (int) place, into, offset, n);
            return n;
        }
        if (file < 0 || place >= length) {
            return 0;
        }
        return PosixException.check("read a temporary file", FileIo.pread(file, into, offset, count, place - inMemory));
    }

    @Override
    public void close() {
        if (file >= 0) {
            Descriptors.close(file);
            file = -1;
        }
        memory = new byte[0];
        inMemory = 0;
        length = 0;
    }
}
