package muster.modules.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import muster.io.Connection;
import muster.io.Ready;
import muster.io.Waiter;

/// A connection whose client speaks HTTP where TLS was expected. What it said first is gone, so a request is read that could have been
/// it; it is answered in plain text with the advice to use https.
final class SpokenPlainly implements Connection {
    private static final byte[] REQUEST = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection plain;
    private final Connection secure;
    private int given;

    /// @param secure what TLS was tried over `plain` with; closing it closes both
    SpokenPlainly(Connection plain, Connection secure) {
        this.plain = plain;
        this.secure = secure;
    }

    @Override
    public int tryRead(byte[] into, int offset, int length) throws IOException {
        if (given == REQUEST.length) {
            return plain.tryRead(into, offset, length);
        }
        int n = Math.min(length, REQUEST.length - given);
        System.arraycopy(REQUEST, given, into, offset, n);
        given += n;
        return n;
    }

    @Override
    public int tryWrite(byte[] from, int offset, int length, boolean more) throws IOException {
        return plain.tryWrite(from, offset, length, more);
    }

    @Override
    public long trySendFile(int fileDescriptor, long offset, long length) throws IOException {
        return plain.trySendFile(fileDescriptor, offset, length);
    }

    @Override
    public Ready awaitReadable(long deadline, boolean stoppable) throws IOException {
        return given < REQUEST.length ? Ready.READY : plain.awaitReadable(deadline, stoppable);
    }

    @Override
    public Ready awaitWritable(long deadline) throws IOException {
        return plain.awaitWritable(deadline);
    }

    @Override
    public void shutdownOutput() {
        plain.shutdownOutput();
    }

    @Override
    public void abort() {
        plain.abort();
    }

    @Override
    public InetSocketAddress remote() {
        return plain.remote();
    }

    @Override
    public InetSocketAddress local() {
        return plain.local();
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public int descriptor() {
        return plain.descriptor();
    }

    @Override
    public Waiter waiter() {
        return plain.waiter();
    }

    @Override
    public void close() {
        secure.close();
    }
}
