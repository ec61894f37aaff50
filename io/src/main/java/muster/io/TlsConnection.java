package muster.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import muster.openssl.OpenSslException;
import muster.openssl.TlsContext;
import muster.openssl.TlsEvents;
import muster.openssl.TlsStream;
import muster.posix.FileIo;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// TLS over a connection. The library reads and writes the socket itself; what it waits for goes to the same [Waiter] as ever.
///
/// Nothing is kept while the connection is idle: the library gives its buffers back, and content passes through memory of the thread.
public final class TlsConnection implements LayeredConnection {
    private final Connection plain;
    private final TlsStream stream;
    /// What the last call that could not go on waits for; 0 if reading may have left something.
    private int awaited;

    /// @param plain owned by this connection from now on
    public TlsConnection(Connection plain, TlsContext context, TlsEvents events) throws OpenSslException {
        this.plain = plain;
        this.stream = new TlsStream(context, plain.descriptor(), events);
    }

    @Override
    public boolean tryOpen() throws IOException {
        int n = stream.handshake();
        if (n == TlsStream.END) {
            throw new IOException("the client went away during the TLS handshake");
        }
        awaited = interest(n);
        return n > 0;
    }

    @Override
    public @Nullable String protocol() {
        return stream.protocol();
    }

    /// The stream itself, to ask about the client and its certificate.
    public TlsStream stream() {
        return stream;
    }

    /// The connection below, for a peer that turned out not to speak TLS.
    public Connection plain() {
        return plain;
    }

    private static int interest(int outcome) {
        return switch (outcome) {
            case TlsStream.WANTS_READ -> Waiter.READABLE;
            case TlsStream.WANTS_WRITE -> Waiter.WRITABLE;
            default -> 0;
        };
    }

    @Override
    public int tryRead(byte[] into, int offset, int length) throws IOException {
        int n = stream.read(into, offset, length);
        awaited = interest(n);
        return n > 0 ? n : n == TlsStream.END ? END : WOULD_WAIT;
    }

    @Override
    public int tryWrite(byte[] from, int offset, int length, boolean more) throws IOException {
        int n = stream.write(from, offset, length);
        return n > 0 ? n : waits(n);
    }

    @Override
    public long trySendFile(int fileDescriptor, long offset, long length) throws IOException {
        MemorySegment record = TlsStream.record();
        int most = (int) Math.min(length, record.byteSize());
        int n = FileIo.pread(fileDescriptor, record, most, offset);
        if (n < 0) {
            throw PosixException.of("read", n);
        }
        if (n == 0) {
            return 0;
        }
        int written = stream.writeRecord(n);
        return written > 0 ? written : waits(written);
    }

    /// A write that can't go on: for the socket to be writable, or for a message of the client's that has to be read first.
    private int waits(int outcome) throws IOException {
        if (outcome == TlsStream.END) {
            throw new IOException("the client has ended the TLS stream");
        }
        awaited = interest(outcome);
        return WOULD_WAIT;
    }

    @Override
    public Ready awaitReadable(long deadline, boolean stoppable) throws IOException {
        return awaited == 0 ? Ready.READY : waiter().await(descriptor(), awaited, deadline, stoppable);
    }

    @Override
    public Ready awaitWritable(long deadline) throws IOException {
        int interest = awaited == 0 ? Waiter.WRITABLE : awaited;
        // What a write waited for says nothing about what there is to read.
        awaited = 0;
        return waiter().await(descriptor(), interest, deadline, false);
    }

    /// Asks the client for its certificate, and waits for the answer.
    /// @param postHandshake by a request of TLS 1.3; else by a new handshake
    /// @return false if the client can't be asked
    /// @throws TimeoutException if it doesn't answer
    /// @throws OpenSslException if its answer won't do: the connection is of no more use
    public boolean askForCertificate(boolean postHandshake, long deadline) throws IOException {
        if (!stream.askForCertificate(postHandshake)) {
            return false;
        }
        for (int n = stream.askedFor(); n <= 0; n = stream.askedFor()) {
            if (n == TlsStream.END) {
                throw new IOException("the client went away when it was asked for its certificate");
            }
            if (waiter().await(descriptor(), interest(n), deadline, false) == Ready.TIMED_OUT) {
                throw new TimeoutException("waiting for the client's certificate");
            }
        }
        awaited = 0;
        return true;
    }

    @Override
    public void shutdownOutput() {
        stream.shutdown();
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
        return true;
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
        stream.shutdown();
        stream.close();
        plain.close();
    }
}
