package muster.io;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A stream to a client: plain TCP, or TLS over it. All calls come from the thread that serves the connection.
///
/// The `try` calls never wait. The others wait through the connection's [Waiter] and throw [TimeoutException] when the
/// deadline passes first.
public interface Connection extends AutoCloseable {
    /// The peer has sent its last byte.
    int END = -1;
    /// Nothing can be read or written now without waiting.
    int WOULD_WAIT = -2;

    /// Reads what is there: a positive count, [#END] or [#WOULD_WAIT].
    int tryRead(byte[] into, int offset, int length) throws IOException;

    /// Writes what the peer takes now: a positive count or [#WOULD_WAIT].
    /// @param more true if more follows at once, so that the kernel need not send a short segment
    int tryWrite(byte[] from, int offset, int length, boolean more) throws IOException;

    /// Sends file content: a positive count, 0 if the file has become shorter than `offset`, or [#WOULD_WAIT].
    long trySendFile(int fileDescriptor, long offset, long length) throws IOException;

    /// Waits until reading makes sense; at once if the last read may have left something.
    /// @param stoppable whether this connection is idle, so that stopping the process may end the wait
    Ready awaitReadable(long deadline, boolean stoppable) throws IOException;

    /// Waits until writing makes sense; stopping never ends this wait.
    Ready awaitWritable(long deadline) throws IOException;

    /// Reads at least one byte, waiting for it: a positive count or [#END].
    default int read(byte[] into, int offset, int length, long deadline) throws IOException {
        while (true) {
            int n = tryRead(into, offset, length);
            if (n != WOULD_WAIT) {
                return n;
            }
            if (awaitReadable(deadline, false) == Ready.TIMED_OUT) {
                throw new TimeoutException("reading");
            }
        }
    }

    /// Writes everything, giving the peer `timeoutMillis` for each bit of progress, as httpd's TimeOut does.
    default void write(byte[] from, int offset, int length, boolean more, long timeoutMillis) throws IOException {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int n = tryWrite(from, at, end - at, more);
            if (n != WOULD_WAIT) {
                at += n;
            } else if (awaitWritable(Deadline.inMillis(timeoutMillis)) == Ready.TIMED_OUT) {
                throw new TimeoutException("writing");
            }
        }
    }

    /// Says that nothing more will be written (`shutdown(2)` with SHUT_WR); reading goes on.
    void shutdownOutput();

    /// Makes [#close] send a reset instead of an orderly end: for a peer that doesn't deserve kernel memory.
    void abort();

    /// The client's address.
    InetSocketAddress remote();

    /// The address the client connected to.
    InetSocketAddress local();

    /// Whether the bytes travel encrypted.
    boolean secure();

    /// The descriptor to wait on beside others in [Waiter#awaitAny].
    int descriptor();

    Waiter waiter();

    /// Ends the connection. Only the serving thread does this; anybody else calls [#shutdownOutput].
    @Override
    void close();
}
