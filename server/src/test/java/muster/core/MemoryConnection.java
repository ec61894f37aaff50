package muster.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import muster.io.Connection;
import muster.io.Ready;
import muster.io.Waiter;

/// A connection that leads nowhere: it has addresses, and that is what requests are asked about.
public final class MemoryConnection implements Connection {
    private final InetSocketAddress remote;
    private final InetSocketAddress local;

    public MemoryConnection(String remote, String local, int port) {
        this.remote = new InetSocketAddress(address(remote), 40_000);
        this.local = new InetSocketAddress(address(local), port);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Override
    public int tryRead(byte[] into, int offset, int length) {
        return END;
    }

    @Override
    public int tryWrite(byte[] from, int offset, int length, boolean more) {
        return length;
    }

    @Override
    public long trySendFile(int fileDescriptor, long offset, long length) {
        return length;
    }

    @Override
    public Ready awaitReadable(long deadline, boolean stoppable) {
        return Ready.READY;
    }

    @Override
    public Ready awaitWritable(long deadline) {
        return Ready.READY;
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public void abort() {}

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public int descriptor() {
        return -1;
    }

    @Override
    public Waiter waiter() {
        throw new IllegalStateException("nothing to wait for");
    }

    @Override
    public void close() {}
}
