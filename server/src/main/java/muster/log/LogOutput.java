package muster.log;

import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.NativeWriter;
import muster.posix.PosixException;
import muster.posix.Syslog;

/// An open log. Every line leaves in one piece, whatever other threads and processes append at the same moment: a file is open with
/// O_APPEND and takes each `write(2)` whole; a pipe takes up to PIPE_BUF bytes whole, so lines go there in such pieces.
public final class LogOutput {
    /// What the kernel puts into a pipe in one piece (`pipe(7)`).
    static final int PIPE_BUF = 4096;
    /// What one thread keeps for a log program that doesn't read. Beyond that lines are lost rather than requests.
    private static final int MOST_KEPT = 4 << 20;

    private final LogTarget target;
    private final boolean pipe;
    private final int descriptor;
    private volatile boolean failing;

    /// @param pipe whether the descriptor is the write end of a non-blocking pipe
    LogOutput(LogTarget target, int descriptor, boolean pipe) {
        this.target = target;
        this.descriptor = descriptor;
        this.pipe = pipe;
    }

    public LogTarget target() {
        return target;
    }

    public int descriptor() {
        return descriptor;
    }

    /// Lets the descriptor mean a newly opened file; its number stays, so nobody who writes has to know.
    void replace(int opened) throws PosixException {
        try {
            Descriptors.dup3(opened, descriptor);
        } finally {
            Descriptors.close(opened);
        }
    }

    /// Sends one message to the log daemon, and connects again if it has been restarted.
    public void send(byte[] message, int length) {
        if (FileIo.write(descriptor, message, 0, length) >= 0) {
            return;
        }
        try {
            replace(Syslog.connect());
            failing = FileIo.write(descriptor, message, 0, length) < 0;
        } catch (PosixException _) {
            // No daemon listens: a message for it has nowhere to go.
            failing = true;
        }
    }

    /// Writes lines that are complete. What a full pipe doesn't take stays at the start of the buffer for the next time; what a full
    /// disk doesn't take is lost, as it is under httpd.
    void write(LineBuffer lines, NativeWriter writer) {
        if (pipe) {
            writeToPipe(lines);
        } else {
            writeToFile(lines, writer);
        }
    }

    private void writeToFile(LineBuffer lines, NativeWriter writer) {
        int end = lines.size();
        int at = 0;
        while (at < end) {
            int piece = wholeLines(lines, at, writer.capacity());
            int n = writer.write(descriptor, lines.array(), at, piece);
            if (n < 0 && n != -Errno.EINTR) {
                failing = true;
                break;
            }
            at += Math.max(0, n);
        }
        failing &= at < end;
        lines.truncate(0);
    }

    private void writeToPipe(LineBuffer lines) {
        int end = lines.size();
        int at = 0;
        while (at < end) {
            int n = FileIo.write(descriptor, lines.array(), at, wholeLines(lines, at, PIPE_BUF));
            if (n == -Errno.EAGAIN && end - at < MOST_KEPT) {
                break;
            }
            if (n < 0 && n != -Errno.EINTR) {
                failing = true;
                at = end;
            }
            at += Math.max(0, n);
        }
        lines.dropFirst(at);
    }

    /// Whether the last write found the disk full, or nobody to read.
    public boolean failing() {
        return failing;
    }

    /// How many bytes from `at` are whole lines and no more than `most`; a longer line goes in pieces.
    static int wholeLines(LineBuffer lines, int at, int most) {
        int rest = lines.size() - at;
        if (rest <= most) {
            return rest;
        }
        byte[] bytes = lines.array();
        for (int end = at + most; end > at; end--) {
            if (bytes[end - 1] == '\n') {
                return end - at;
            }
        }
        return most;
    }
}
