package muster.openssl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The server's end of one TLS connection over a non-blocking socket. No method waits: the counts they return are those of bytes, or
/// one of [#END], [#WANTS_READ], [#WANTS_WRITE]. Belongs to one thread at a time.
///
/// ```
/// (new) --handshake--> open --shutdown--> ended --close--> (gone)
///   any of them --a fault--> broken --close--> (gone)
/// ```
public final class TlsStream implements AutoCloseable {
    /// The peer has ended the stream.
    public static final int END = -1;
    /// The call can go on when the socket is readable.
    public static final int WANTS_READ = -2;
    /// The call can go on, with the same arguments, when the socket is writable.
    public static final int WANTS_WRITE = -3;

    private static final int ERROR_SSL = 1;
    private static final int ERROR_WANT_READ = 2;
    private static final int ERROR_WANT_WRITE = 3;
    private static final int ERROR_ZERO_RETURN = 6;
    private static final int OPENED = 1;

    private static final OpenSsl.Function NEW = OpenSsl.ssl("SSL_new");
    private static final OpenSsl.Function FREE = OpenSsl.ssl("SSL_free");
    private static final OpenSsl.Function SET_FD = OpenSsl.ssl("SSL_set_fd");
    private static final OpenSsl.Function SET_ACCEPT_STATE = OpenSsl.ssl("SSL_set_accept_state");
    private static final OpenSsl.Function DO_HANDSHAKE = OpenSsl.ssl("SSL_do_handshake");
    private static final OpenSsl.Function READ = OpenSsl.ssl("SSL_read");
    private static final OpenSsl.Function PEEK = OpenSsl.ssl("SSL_peek");
    private static final OpenSsl.Function WRITE = OpenSsl.ssl("SSL_write");
    private static final OpenSsl.Function SHUTDOWN = OpenSsl.ssl("SSL_shutdown");
    private static final OpenSsl.Function GET_ERROR = OpenSsl.ssl("SSL_get_error");
    private static final OpenSsl.Function HAS_PENDING = OpenSsl.ssl("SSL_has_pending");
    private static final OpenSsl.Function SET_CONTEXT = OpenSsl.ssl("SSL_set_SSL_CTX");
    private static final OpenSsl.Function SET_OPTIONS = OpenSsl.ssl("SSL_set_options");
    private static final OpenSsl.Function CLEAR_OPTIONS = OpenSsl.ssl("SSL_clear_options");
    private static final OpenSsl.Function SET_VERIFY = OpenSsl.ssl("SSL_set_verify");
    private static final OpenSsl.Function SET_VERIFY_RESULT = OpenSsl.ssl("SSL_set_verify_result");
    private static final OpenSsl.Function GET_VERIFY_RESULT = OpenSsl.ssl("SSL_get_verify_result");
    private static final OpenSsl.Function SET_SESSION_ID_CONTEXT = OpenSsl.ssl("SSL_set_session_id_context");
    private static final OpenSsl.Function SET_CIPHER_LIST = OpenSsl.ssl("SSL_set_cipher_list");
    private static final OpenSsl.Function SET_INFO_CALLBACK = OpenSsl.ssl("SSL_set_info_callback");
    private static final OpenSsl.Function POST_HANDSHAKE = OpenSsl.ssl("SSL_verify_client_post_handshake");
    private static final OpenSsl.Function RENEGOTIATE = OpenSsl.ssl("SSL_renegotiate");
    private static final OpenSsl.Function GET_ALPN = OpenSsl.ssl("SSL_get0_alpn_selected");
    private static final OpenSsl.Function MIN_MAX = OpenSsl.ssl("SSL_ctrl");

    private static final int CTRL_SET_MIN_VERSION = 123;
    private static final int CTRL_SET_MAX_VERSION = 124;

    private final TlsEvents events;
    /// Address of the library's object; 0 once it is freed.
    private long ssl;
    private TlsContext context;
    private boolean open;
    private boolean broken;
    private boolean ended;
    /// Whether the client has been asked for what [#handshakeDone] is about.
    private boolean requested;
    private boolean handshakeDone;
    private @Nullable Throwable bug;

    /// @param socket non-blocking, connected; it stays its owner's
    public TlsStream(TlsContext context, int socket, TlsEvents events) throws OpenSslException {
        this.events = events;
        this.context = context;
        this.ssl = NEW.call(context.address());
        if (ssl == 0) {
            throw Errors.take("a TLS stream could not be made");
        }
        SET_FD.call(ssl, socket);
        SET_ACCEPT_STATE.call(ssl);
    }

    /// Whoever answers for this stream.
    public TlsEvents events() {
        return events;
    }

    long address() {
        if (ssl == 0) {
            throw new IllegalStateException("the stream is closed");
        }
        return ssl;
    }

    /// Goes on with the handshake: a positive number when it is complete, or what it waits for.
    public int handshake() throws OpenSslException {
        Scratch scratch = begin();
        int n = (int) DO_HANDSHAKE.call(address());
        open = n == OPENED;
        return n == OPENED ? n : outcome(scratch, n, "handshake");
    }

    /// Whether the handshake is complete.
    public boolean open() {
        return open;
    }

    /// Reads what one record holds, or less.
    public int read(byte[] into, int offset, int length) throws OpenSslException {
        Scratch scratch = begin();
        int n = (int) READ.call(address(), scratch.address, Math.min(length, Scratch.RECORD));
        if (n > 0) {
            MemorySegment.copy(scratch.buffer, JAVA_BYTE, 0, into, offset, n);
            return n;
        }
        return outcome(scratch, n, "reading");
    }

    /// Whether more can be read without looking at the socket.
    public boolean hasPending() {
        return (int) HAS_PENDING.call(address()) == 1;
    }

    /// Writes one record.
    public int write(byte[] from, int offset, int length) throws OpenSslException {
        Scratch scratch = begin();
        int most = Math.min(length, Scratch.RECORD);
        MemorySegment.copy(from, offset, scratch.buffer, JAVA_BYTE, 0, most);
        return written(scratch, most);
    }

    /// A place for the content of one record. It is good until the thread uses any stream.
    public static MemorySegment record() {
        return Scratch.mine().buffer;
    }

    /// Writes the first bytes of [#record].
    public int writeRecord(int length) throws OpenSslException {
        return written(begin(), length);
    }

    private int written(Scratch scratch, int length) throws OpenSslException {
        int n = (int) WRITE.call(address(), scratch.address, length);
        return n > 0 ? n : outcome(scratch, n, "writing");
    }

    /// Tells the peer that nothing more comes (`close_notify`), if that can be done at once. It is not waited for.
    public void shutdown() {
        if (open && !broken && !ended && ssl != 0) {
            ended = true;
            Scratch scratch = begin();
            int n = (int) SHUTDOWN.call(ssl);
            if (n < 0 && (int) GET_ERROR.call(ssl, n) == ERROR_SSL) {
                broken = true;
            }
            scratch.current = null;
            Errors.clear();
        }
    }

    /// Frees what the library holds. The socket stays open.
    @Override
    public void close() {
        if (ssl != 0) {
            long freed = ssl;
            ssl = 0;
            FREE.call(freed);
        }
    }

    private Scratch begin() {
        Scratch scratch = Scratch.mine();
        scratch.current = this;
        Errors.clear();
        return scratch;
    }

    /// What a call that moved no byte means. Asked for before anything else happens on this thread.
    private int outcome(Scratch scratch, int result, String what) throws OpenSslException {
        int error = (int) GET_ERROR.call(address(), result);
        scratch.current = null;
        switch (error) {
            case ERROR_WANT_READ -> {
                return WANTS_READ;
            }
            case ERROR_WANT_WRITE -> {
                return WANTS_WRITE;
            }
            case ERROR_ZERO_RETURN -> {
                return END;
            }
            default -> {
                broken = true;
                OpenSslException why = Errors.take("TLS " + what);
                Throwable own = bug;
                if (own != null) {
                    why.addSuppressed(own);
                }
                throw why;
            }
        }
    }

    void failed(Throwable own) {
        bug = own;
    }

    /// Goes on with another context than the one the stream began with: the client has named its host.
    void use(TlsContext chosen) {
        long stream = address();
        if (chosen != context) {
            context = chosen;
            SET_CONTEXT.call(stream, chosen.address());
            CLEAR_OPTIONS.call(stream, TlsContext.OPTIONS_OF_A_HOST);
            SET_OPTIONS.call(stream, chosen.options());
            MIN_MAX.call(stream, CTRL_SET_MIN_VERSION, chosen.minVersion(), 0);
            MIN_MAX.call(stream, CTRL_SET_MAX_VERSION, chosen.maxVersion(), 0);
            verification(chosen.verification());
        }
        MemorySegment id = MemorySegment.ofArray(chosen.sessionIdContext());
        MemorySegment place = Scratch.mine().buffer;
        place.copyFrom(id);
        SET_SESSION_ID_CONTEXT.call(stream, place.address(), id.byteSize());
    }

    /// The context in force.
    public TlsContext context() {
        return context;
    }

    /// What is asked of the client from now on: at its next handshake, or at [#askForCertificate].
    public void verification(Verification wanted) {
        SET_VERIFY.call(address(), wanted.mode, wanted == Verification.NONE ? 0 : Callbacks.VERIFY);
    }

    /// Narrows the ciphers for the next handshake.
    public boolean cipherList(String ciphers) {
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            int well = (int) SET_CIPHER_LIST.call(address(), OpenSsl.text(arena, ciphers));
            Errors.clear();
            return well == 1;
        }
    }

    /// Asks the client for its certificate after the handshake: by a request of its own under TLS 1.3 (RFC 8446 §4.6.2), by a new
    /// handshake before. [#askedFor] tells when the answer has come.
    /// @return false if this client can't be asked
    public boolean askForCertificate(boolean postHandshake) {
        Scratch scratch = begin();
        requested = false;
        SET_VERIFY_RESULT.call(address(), 0);
        SET_INFO_CALLBACK.call(address(), Callbacks.INFO);
        int well;
        if (postHandshake) {
            well = (int) POST_HANDSHAKE.call(address());
        } else {
            CLEAR_OPTIONS.call(address(), TlsContext.NO_RENEGOTIATION);
            // Another context for sessions than any host's, so that no session is resumed in place of the handshake.
            MemorySegment.copy("renegotiation".getBytes(StandardCharsets.ISO_8859_1), 0, scratch.buffer, JAVA_BYTE, 0, 13);
            SET_SESSION_ID_CONTEXT.call(address(), scratch.address, 13);
            well = (int) RENEGOTIATE.call(address());
        }
        scratch.current = null;
        Errors.clear();
        return well == 1;
    }

    /// Goes on with what [#askForCertificate] began: a positive number when the answer has come, or what it waits for.
    public int askedFor() throws OpenSslException {
        Scratch scratch = begin();
        int n = (int) DO_HANDSHAKE.call(address());
        if (n != OPENED) {
            return outcome(scratch, n, "request for a certificate");
        }
        if (!requested) {
            // What is done is only the request for it.
            requested = true;
            handshakeDone = false;
        }
        if (!handshakeDone) {
            // Looking at nothing makes the library read what the client answers.
            n = (int) PEEK.call(address(), scratch.address, 0);
            int outcome = n > 0 ? WANTS_READ : outcome(scratch, n, "request for a certificate");
            if (!handshakeDone) {
                return outcome;
            }
        }
        SET_INFO_CALLBACK.call(address(), 0);
        SET_OPTIONS.call(address(), TlsContext.NO_RENEGOTIATION);
        return OPENED;
    }

    void handshakeDone() {
        handshakeDone = true;
    }

    /// The outcome of checking the peer's certificate: 0 if it is good, or there is none; an `X509_V_ERR_` number.
    public int verifyResult() {
        return (int) GET_VERIFY_RESULT.call(address());
    }

    /// The protocol that was agreed on, or null.
    public @Nullable String protocol() {
        MemorySegment results = Scratch.mine().buffer;
        GET_ALPN.call(address(), results.address(), results.address() + 8);
        int length = results.get(java.lang.foreign.ValueLayout.JAVA_INT, 8);
        if (length == 0) {
            return null;
        }
        return new String(
                OpenSsl.bytes(results.get(java.lang.foreign.ValueLayout.JAVA_LONG, 0), length), StandardCharsets.ISO_8859_1);
    }
}
