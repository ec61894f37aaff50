package muster.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import muster.posix.Errno;
import muster.posix.PosixException;
import muster.posix.Sockets;
import org.jspecify.annotations.Nullable;

/// A non-blocking stream socket: plain TCP, or a socket of this machine.
public final class SocketConnection implements Connection {
    /// Linux sends at most this much in one call; smaller steps keep one large download from holding a carrier.
    private static final int SENDFILE_STEP = 1 << 20;

    private final int fd;
    private Waiter waiter;
    private final InetSocketAddress remote;
    private @Nullable InetSocketAddress local;
    private @Nullable MemorySegment fileOffset;
    /// Whether the last read took all there was. Only then may we wait: an edge-triggered waiter hears of *new* bytes only.
    private boolean drained;

    /// @param fd an accepted socket, which this connection owns from now on
    public SocketConnection(int fd, InetSocketAddress remote, Waiter waiter) {
        this.fd = fd;
        this.remote = remote;
        this.waiter = waiter;
    }

    /// Hands a connection that rested to another thread of control.
    public SocketConnection servedBy(Waiter another) {
        waiter = another;
        return this;
    }

    /// Whether a resting connection can be used again: the peer has neither ended it nor said anything unasked.
    public boolean isQuiet() {
        return Sockets.peek(fd) == -Errno.EAGAIN;
    }

    /// A connection whose own address is known, or made up.
    public SocketConnection(int fd, InetSocketAddress local, InetSocketAddress remote, Waiter waiter) {
        this(fd, remote, waiter);
        this.local = local;
    }

    @Override
    public int tryRead(byte[] into, int offset, int length) throws IOException {
        int n = Sockets.recv(fd, into, offset, length);
        if (n > 0) {
            drained = n < length;
            return n;
        }
        if (n == 0) {
            return END;
        }
        drained = true;
        return waitOrThrow("recv", n);
    }

    @Override
    public int tryWrite(byte[] from, int offset, int length, boolean more) throws IOException {
        int n = Sockets.send(fd, from, offset, length, more ? Sockets.MSG_MORE : 0);
        return n >= 0 ? n : waitOrThrow("send", n);
    }

    @Override
    public long trySendFile(int fileDescriptor, long offset, long length) throws IOException {
        MemorySegment position = fileOffset;
        if (position == null) {
            position = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);
            fileOffset = position;
        }
        position.set(ValueLayout.JAVA_LONG, 0, offset);
        long n = Sockets.sendFile(fd, fileDescriptor, position, Math.min(length, SENDFILE_STEP));
        return n >= 0 ? n : waitOrThrow("sendfile", n);
    }

    private static int waitOrThrow(String call, long result) throws PosixException {
        if (result == -Errno.EAGAIN || result == -Errno.EINTR) {
            return WOULD_WAIT;
        }
        throw PosixException.of(call, result);
    }

    @Override
    public Ready awaitReadable(long deadline, boolean stoppable) throws IOException {
        return drained ? waiter.await(fd, Waiter.READABLE, deadline, stoppable) : Ready.READY;
    }

    @Override
    public Ready awaitWritable(long deadline) throws IOException {
        return waiter.await(fd, Waiter.WRITABLE, deadline, false);
    }

    @Override
    public void shutdownOutput() {
        Sockets.shutdownOutput(fd);
    }

    @Override
    public void abort() {
        try {
            Sockets.resetOnClose(fd);
        } catch (PosixException alreadyGone) {
            // The peer was faster; closing is all that is left to do.
        }
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        InetSocketAddress known = local;
        if (known == null) {
            try {
                known = Sockets.localAddress(fd);
            } catch (PosixException gone) {
                known = new InetSocketAddress(0);
            }
            local = known;
        }
        return known;
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public int descriptor() {
        return fd;
    }

    @Override
    public Waiter waiter() {
        return waiter;
    }

    @Override
    public void close() {
        waiter.forget(fd);
        Sockets.close(fd);
    }
}
