package muster.openssl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The functions that the library calls during a handshake. They are of one shape too, for what [OpenSsl] says: six numbers in, one
/// out; a narrower argument is the lower part of its number.
///
/// An exception can't leave such a function: the virtual machine would end. It makes the handshake fail instead.
final class Callbacks {
    /// What a ClientHello says whom it wants to speak to, and in which protocol.
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;

    private static final int CLIENT_HELLO_SUCCESS = 1;
    private static final int CLIENT_HELLO_ERROR = 0;
    private static final int ALERT_INTERNAL_ERROR = 80;
    private static final int ALERT_UNRECOGNIZED_NAME = 112;
    private static final int TLSEXT_OK = 0;
    private static final int TLSEXT_NOACK = 3;
    /// The library has done with the client's part of a handshake (`SSL_CB_ACCEPT_EXIT`).
    private static final int ACCEPT_EXIT = 0x2002;

    private static final OpenSsl.Function HELLO_EXTENSION = OpenSsl.ssl("SSL_client_hello_get0_ext");
    private static final OpenSsl.Function CTX_ERROR = OpenSsl.crypto("X509_STORE_CTX_get_error");
    private static final OpenSsl.Function CTX_SET_ERROR = OpenSsl.crypto("X509_STORE_CTX_set_error");
    private static final OpenSsl.Function CTX_DEPTH = OpenSsl.crypto("X509_STORE_CTX_get_error_depth");
    private static final OpenSsl.Function CTX_CERTIFICATE = OpenSsl.crypto("X509_STORE_CTX_get_current_cert");
    private static final OpenSsl.Function SSL_CTRL = OpenSsl.ssl("SSL_ctrl");
    private static final OpenSsl.Function MALLOC = OpenSsl.crypto("CRYPTO_malloc");
    private static final int CTRL_SET_STATUS_RESPONSE = 71;

    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodType TYPE =
            MethodType.methodType(long.class, long.class, long.class, long.class, long.class, long.class, long.class);

    static final long CLIENT_HELLO = stub("clientHello");
    static final long SELECT_PROTOCOL = stub("selectProtocol");
    static final long VERIFY = stub("verify");
    static final long STATUS = stub("status");
    static final long INFO = stub("info");

    private Callbacks() {}

    private static long stub(String method) {
        try {
            var target = MethodHandles.lookup().findStatic(Callbacks.class, method, TYPE);
            return Linker.nativeLinker().upcallStub(target, SHAPE, Arena.global()).address();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TlsStream current() {
        TlsStream stream = Scratch.mine().current;
        if (stream == null) {
            throw new IllegalStateException("a callback outside of a call");
        }
        return stream;
    }

    /// `int (*SSL_client_hello_cb_fn)(SSL *s, int *al, void *arg)`.
    private static long clientHello(long ssl, long alert, long c, long d, long e, long f) {
        try {
            TlsStream stream = current();
            byte[] name = extension(ssl, SERVER_NAME);
            byte[] protocols = extension(ssl, ALPN);
            String asked = name == null ? null : serverName(name);
            TlsContext context = stream.events().hello(asked, protocols == null ? new byte[0] : protocols);
            if (context == null) {
                alert(alert, ALERT_UNRECOGNIZED_NAME);
                return CLIENT_HELLO_ERROR;
            }
            if (!stream.open()) {
                stream.use(context);
            }
            return CLIENT_HELLO_SUCCESS;
        } catch (RuntimeException | StackOverflowError bug) {
            remember(bug);
            alert(alert, ALERT_INTERNAL_ERROR);
            return CLIENT_HELLO_ERROR;
        }
    }

    private static void alert(long place, int alert) {
        MemorySegment.ofAddress(place).reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, alert);
    }

    private static byte @Nullable [] extension(long ssl, int type) {
        MemorySegment results = Scratch.mine().buffer;
        int found = (int) HELLO_EXTENSION.call(ssl, type, results.address(), results.address() + ADDRESS.byteSize());
        return found != 1 ? null : OpenSsl.bytes(results.get(JAVA_LONG, 0), results.get(JAVA_LONG, ADDRESS.byteSize()));
    }

    /// The one host name of an SNI extension (RFC 6066 §3): a list with its length before it, of entries of a type, a length and a name.
    /// Anything else is no name; the library refuses what is malformed.
    static @Nullable String serverName(byte[] extension) {
        boolean hostName = extension.length > 5 && number(extension, 0) == extension.length - 2 && extension[2] == 0;
        if (!hostName || number(extension, 3) != extension.length - 5) {
            return null;
        }
        String name = new String(extension, 5, extension.length - 5, StandardCharsets.ISO_8859_1);
        return name.indexOf('\0') >= 0 ? null : name;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /// `int (*)(SSL *ssl, const unsigned char **out, unsigned char *outlen, const unsigned char *in, unsigned int inlen, void *arg)`.
    private static long selectProtocol(long ssl, long out, long outLength, long in, long inLength, long f) {
        try {
            byte[] offered = OpenSsl.bytes(in, inLength & 0xFFFFFFFFL);
            String chosen = current().events().protocol(offered);
            int at = chosen == null ? -1 : indexOf(offered, chosen);
            if (at < 0) {
                return TLSEXT_NOACK;
            }
            MemorySegment.ofAddress(out).reinterpret(ADDRESS.byteSize()).set(JAVA_LONG, 0, in + at + 1);
            MemorySegment.ofAddress(outLength).reinterpret(1).set(JAVA_BYTE, 0, offered[at]);
            return TLSEXT_OK;
        } catch (RuntimeException | StackOverflowError bug) {
            remember(bug);
            return TLSEXT_NOACK;
        }
    }

    /// Where a protocol stands in a list of names with their lengths before them; -1 if it doesn't.
    static int indexOf(byte[] list, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < list.length; at += 1 + (list[at] & 0xFF)) {
            int end = at + 1 + (list[at] & 0xFF);
            if (end <= list.length && java.util.Arrays.equals(list, at + 1, end, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /// `int (*SSL_verify_cb)(int preverify_ok, X509_STORE_CTX *x509_ctx)`.
    private static long verify(long accepted, long store, long c, long d, long e, long f) {
        try {
            long certificate = CTX_CERTIFICATE.call(store);
            if (certificate == 0) {
                return 0;
            }
            TlsEvents.Judgement judgement = current().events().verify(
                    (int) accepted == 1, (int) CTX_ERROR.call(store), (int) CTX_DEPTH.call(store), Certificate.shared(certificate));
            if (judgement == TlsEvents.Judgement.FORGIVE) {
                CTX_SET_ERROR.call(store, 0);
            }
            return judgement == TlsEvents.Judgement.REFUSE ? 0 : 1;
        } catch (RuntimeException | StackOverflowError bug) {
            remember(bug);
            return 0;
        }
    }

    /// `int (*)(SSL *ssl, void *arg)`: the client would like an OCSP response.
    private static long status(long ssl, long arg, long c, long d, long e, long f) {
        try {
            byte[] response = current().events().staple();
            if (response == null) {
                return TLSEXT_NOACK;
            }
            // The library frees it, so it must have come from the library's own allocator.
            long copy = MALLOC.call(response.length, 0, 0);
            if (copy == 0) {
                return TLSEXT_NOACK;
            }
            MemorySegment.copy(response, 0, MemorySegment.ofAddress(copy).reinterpret(response.length), JAVA_BYTE, 0, response.length);
            SSL_CTRL.call(ssl, CTRL_SET_STATUS_RESPONSE, response.length, copy);
            return TLSEXT_OK;
        } catch (RuntimeException | StackOverflowError bug) {
            remember(bug);
            return TLSEXT_NOACK;
        }
    }

    /// `void (*)(const SSL *ssl, int type, int val)`: only asked for while a client's certificate is on its way.
    private static long info(long ssl, long type, long value, long d, long e, long f) {
        TlsStream stream = Scratch.mine().current;
        if (stream != null && ((int) type & ACCEPT_EXIT) == ACCEPT_EXIT && (int) value > 0) {
            stream.handshakeDone();
        }
        return 0;
    }

    private static void remember(Throwable bug) {
        TlsStream stream = Scratch.mine().current;
        if (stream != null) {
            stream.failed(bug);
        }
    }
}
