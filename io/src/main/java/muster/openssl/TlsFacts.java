package muster.openssl;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of an open stream: what was agreed on, and who the peer is.
public final class TlsFacts {
    private static final int CTRL_SECURE_RENEGOTIATION = 76;

    private static final OpenSsl.Function VERSION = OpenSsl.ssl("SSL_get_version");
    private static final OpenSsl.Function CIPHER = OpenSsl.ssl("SSL_get_current_cipher");
    private static final OpenSsl.Function CIPHER_NAME = OpenSsl.ssl("SSL_CIPHER_get_name");
    private static final OpenSsl.Function CIPHER_BITS = OpenSsl.ssl("SSL_CIPHER_get_bits");
    private static final OpenSsl.Function SESSION = OpenSsl.ssl("SSL_get_session");
    private static final OpenSsl.Function SESSION_ID = OpenSsl.ssl("SSL_SESSION_get_id");
    private static final OpenSsl.Function REUSED = OpenSsl.ssl("SSL_session_reused");
    private static final OpenSsl.Function CERTIFICATE = OpenSsl.ssl("SSL_get_certificate");
    private static final OpenSsl.Function PEER = OpenSsl.ssl("SSL_get1_peer_certificate");
    private static final OpenSsl.Function PEER_CHAIN = OpenSsl.ssl("SSL_get_peer_cert_chain");
    private static final OpenSsl.Function STACK_SIZE = OpenSsl.crypto("OPENSSL_sk_num");
    private static final OpenSsl.Function STACK_ITEM = OpenSsl.crypto("OPENSSL_sk_value");
    private static final OpenSsl.Function CTRL = OpenSsl.ssl("SSL_ctrl");
    private static final OpenSsl.Function CIPHERS = OpenSsl.ssl("SSL_get_ciphers");

    private final TlsStream stream;

    public TlsFacts(TlsStream stream) {
        this.stream = stream;
    }

    /// `TLSv1.3`.
    public String version() {
        return OpenSsl.text(VERSION.call(stream.address()));
    }

    /// `TLS_AES_256_GCM_SHA384`; empty before anything was agreed on.
    public String cipher() {
        long cipher = CIPHER.call(stream.address());
        return cipher == 0 ? "" : OpenSsl.text(CIPHER_NAME.call(cipher));
    }

    /// How many bits of the key are secret.
    public int keyBits() {
        return bits(false);
    }

    /// How many bits keys of this cipher have.
    public int algorithmBits() {
        return bits(true);
    }

    private int bits(boolean ofAlgorithm) {
        MemorySegment place = Scratch.mine().buffer;
        long cipher = CIPHER.call(stream.address());
        if (cipher == 0) {
            return 0;
        }
        int secret = (int) CIPHER_BITS.call(cipher, place.address());
        return ofAlgorithm ? place.get(JAVA_INT, 0) : secret;
    }

    /// In hexadecimal; empty if the session has none.
    public String sessionId() {
        long session = SESSION.call(stream.address());
        if (session == 0) {
            return "";
        }
        MemorySegment place = Scratch.mine().buffer;
        long id = SESSION_ID.call(session, place.address());
        int length = place.get(JAVA_INT, 0);
        return length == 0 ? "" : HexFormat.of().formatHex(OpenSsl.bytes(id, length));
    }

    /// Whether the client brought a session from an earlier connection.
    public boolean resumed() {
        return (int) REUSED.call(stream.address()) == 1;
    }

    public boolean secureRenegotiation() {
        return CTRL.call(stream.address(), CTRL_SECURE_RENEGOTIATION, 0, 0) == 1;
    }

    /// The server's own certificate, the one that was used.
    public @Nullable Certificate own() {
        long certificate = CERTIFICATE.call(stream.address());
        return certificate == 0 ? null : Certificate.shared(certificate);
    }

    public @Nullable Certificate peer() {
        long certificate = PEER.call(stream.address());
        return certificate == 0 ? null : Certificate.owned(certificate);
    }

    /// What the peer sent beside its certificate, in its order.
    public List<Certificate> peerChain() {
        var chain = new ArrayList<Certificate>();
        long stack = PEER_CHAIN.call(stream.address());
        if (stack != 0) {
            for (int i = 0; i < (int) STACK_SIZE.call(stack); i++) {
                chain.add(Certificate.shared(STACK_ITEM.call(stack, i)));
            }
        }
        return chain;
    }

    /// The ciphers that could be agreed on, best first.
    public List<String> ciphers() {
        var names = new ArrayList<String>();
        long stack = CIPHERS.call(stream.address());
        if (stack != 0) {
            for (int i = 0; i < (int) STACK_SIZE.call(stack); i++) {
                names.add(OpenSsl.text(CIPHER_NAME.call(STACK_ITEM.call(stack, i))));
            }
        }
        return names;
    }
}
