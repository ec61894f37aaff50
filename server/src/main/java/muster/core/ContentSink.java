package muster.core;

import java.io.IOException;
import muster.io.OpenFile;

/// The usual output filter: it looks at the bytes of a body, so files are read instead of handed on.
public abstract class ContentSink implements BodySink {
    private static final int PIECE = 32 * 1024;

    /// What comes after this filter.
    protected final BodySink next;

    protected ContentSink(BodySink next) {
        this.next = next;
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        byte[] piece = new byte[(int) Math.min(length, PIECE)];
        long at = offset;
        long end = offset + length;
        while (at < end) {
            int n = file.read(piece, 0, (int) Math.min(piece.length, end - at), at);
            if (n == 0) {
                throw new IOException("a file became shorter while it was sent");
            }
            write(piece, 0, n);
            at += n;
            if (Thread.currentThread().isVirtual()) {
                // A filter may take long over a large file whose reader never makes us wait: others on this carrier have their turn.
                Thread.yield();
            }
        }
    }

    @Override
    public void continues() throws IOException {
        next.continues();
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }

    @Override
    public void end() throws IOException {
        next.end();
    }
}
