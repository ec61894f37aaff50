package muster.core.http1;

import java.io.IOException;
import java.net.InetSocketAddress;
import muster.io.Connection;
import muster.io.Ready;
import muster.io.Waiter;

/// A connection of which something has been read already: that comes first.
final class ReadAhead implements Connection {
    private final Connection transport;
    private final byte[] bytes;
    private final int end;
    private int at;

    ReadAhead(Connection transport, byte[] bytes, int from, int end) {
        this.transport = transport;
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    @Override
    public int tryRead(byte[] into, int offset, int length) throws IOException {
        if (at == end) {
            return transport.tryRead(into, offset, length);
        }
        int count = Math.min(length, end - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public Ready awaitReadable(long deadline, boolean stoppable) throws IOException {
        return at < end ? Ready.READY : transport.awaitReadable(deadline, stoppable);
    }

    @Override
    public int tryWrite(byte[] from, int offset, int length, boolean more) throws IOException {
        return transport.tryWrite(from, offset, length, more);
    }

    @Override
    public long trySendFile(int fileDescriptor, long offset, long length) throws IOException {
        return transport.trySendFile(fileDescriptor, offset, length);
    }

    @Override
    public Ready awaitWritable(long deadline) throws IOException {
        return transport.awaitWritable(deadline);
    }

    @Override
    public void shutdownOutput() {
        transport.shutdownOutput();
    }

    @Override
    public void abort() {
        transport.abort();
    }

    @Override
    public InetSocketAddress remote() {
        return transport.remote();
    }

    @Override
    public InetSocketAddress local() {
        return transport.local();
    }

    @Override
    public boolean secure() {
        return transport.secure();
    }

    @Override
    public int descriptor() {
        return transport.descriptor();
    }

    @Override
    public Waiter waiter() {
        return transport.waiter();
    }

    @Override
    public void close() {
        transport.close();
    }
}
