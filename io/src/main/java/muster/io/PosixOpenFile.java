package muster.io;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;

/// An open descriptor with a count of those who use it.
final class PosixOpenFile implements OpenFile {
    private final int fd;
    private final FileStatus status;
    private final AtomicInteger users = new AtomicInteger(1);

    PosixOpenFile(int fd, FileStatus status) {
        this.fd = fd;
        this.status = status;
    }

    @Override
    public int descriptor() {
        return fd;
    }

    @Override
    public FileStatus status() {
        return status;
    }

    @Override
    public boolean share() {
        while (true) {
            int now = users.get();
            if (now == 0) {
                return false;
            }
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    @Override
    public int read(byte[] into, int at, int length, long offset) throws IOException {
        return PosixException.check("read", FileIo.pread(fd, into, at, length, offset));
    }

    @Override
    public void close() {
        if (users.decrementAndGet() == 0) {
            Descriptors.close(fd);
        }
    }
}
