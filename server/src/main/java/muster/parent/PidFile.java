package muster.parent;

import java.nio.charset.StandardCharsets;
import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.PosixException;
import muster.posix.Processes;

/// The file that holds the parent's process number, for scripts and `-k`.
public final class PidFile {
    private static final int MODE = 0644;

    private PidFile() {}

    /// What [#read] finds in a file that holds no number of a process.
    public static final int CORRUPTED = -1;

    /// The number in a PidFile; 0 if there is none, [#CORRUPTED] if there is no number in it.
    public static int read(String path) throws PosixException {
        int fd;
        try {
            fd = FileIo.open(path, FileIo.O_RDONLY, 0);
        } catch (PosixException refused) {
            if (refused.errno() == Errno.ENOENT) {
                return 0;
            }
            throw refused;
        }
        var bytes = new byte[32];
        int n = FileIo.read(fd, bytes, 0, bytes.length);
        Descriptors.close(fd);
        return number(bytes, n);
    }

    /// Whether a server runs whose number the file holds, other than this process. After a crash the number may be another program's
    /// by now; httpd takes that for a running server, doesn't start, and kills it at `-k stop`.
    public static boolean running(String path) throws PosixException {
        int pid = read(path);
        return pid > 0 && pid != Processes.getpid() && alive(pid) && isServer(pid);
    }

    /// Writes this process's number. A reader sees the old content or the new, never half of it.
    static void write(String path) throws PosixException {
        String fresh = path + "." + Processes.getpid();
        int fd = FileIo.open(fresh, FileIo.O_WRONLY | FileIo.O_CREAT | FileIo.O_TRUNC, MODE);
        byte[] text = (Processes.getpid() + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int n = FileIo.write(fd, text, 0, text.length);
        Descriptors.close(fd);
        if (n != text.length) {
            FileIo.unlink(fresh);
            throw new PosixException("write " + fresh, n < 0 ? -n : Errno.ENOSPC);
        }
        FileIo.rename(fresh, path);
    }

    /// Removes it, if it is still ours.
    /// @return whether it was
    static boolean remove(String path) throws PosixException {
        if (read(path) != Processes.getpid()) {
            return false;
        }
        FileIo.unlink(path);
        return true;
    }

    private static boolean alive(int pid) throws PosixException {
        try {
            return Processes.kill(pid, 0);
        } catch (PosixException refused) {
            return refused.errno() == Errno.EPERM;
        }
    }

    /// Whether a process may be a server: true where its name can't be read.
    private static boolean isServer(int pid) {
        String name = ProcessFacts.name(pid);
        return name.isEmpty() || name.equals(Parent.NAME);
    }

    private static int number(byte[] bytes, int length) {
        int number = 0;
        for (int i = 0; i < length && bytes[i] >= '0' && bytes[i] <= '9' && number < 100_000_000; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return length > 0 && number > 0 ? number : CORRUPTED;
    }
}
