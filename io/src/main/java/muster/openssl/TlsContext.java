package muster.openssl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;

/// What a virtual host brings to its handshakes: certificates, keys, protocols, ciphers, and what it asks of clients. Filled by one
/// thread, then only read.
public final class TlsContext {
    private static final long OP_IGNORE_UNEXPECTED_EOF = 1L << 7;
    private static final long OP_NO_TICKET = 1L << 14;
    private static final long OP_NO_COMPRESSION = 1L << 17;
    private static final long OP_PRIORITIZE_CHACHA = 1L << 21;
    private static final long OP_CIPHER_SERVER_PREFERENCE = 1L << 22;
    private static final long OP_NO_TLS_1_0 = 1L << 26;
    private static final long OP_NO_TLS_1_2 = 1L << 27;
    private static final long OP_NO_TLS_1_1 = 1L << 28;
    private static final long OP_NO_TLS_1_3 = 1L << 29;
    private static final long OP_NO_SSL_3 = 1L << 25;
    static final long NO_RENEGOTIATION = 1L << 30;
    /// Every option in which hosts may differ.
    static final long OPTIONS_OF_A_HOST = OP_NO_TICKET
            | OP_PRIORITIZE_CHACHA
            | OP_CIPHER_SERVER_PREFERENCE
            | OP_NO_TLS_1_0
            | OP_NO_TLS_1_1
            | OP_NO_TLS_1_2
            | OP_NO_TLS_1_3;

    private static final int MODE_ENABLE_PARTIAL_WRITE = 1;
    private static final int MODE_ACCEPT_MOVING_WRITE_BUFFER = 2;
    private static final int MODE_RELEASE_BUFFERS = 0x10;

    private static final int CTRL_MODE = 33;
    private static final int CTRL_SET_SESS_CACHE_MODE = 44;
    private static final int CTRL_SET_STATUS_CB = 63;
    private static final int CTRL_SET_TICKET_KEYS = 59;
    private static final int CTRL_CHAIN_CERT = 89;
    private static final int CTRL_SET_GROUPS_LIST = 92;
    private static final int CTRL_SET_DH_AUTO = 118;
    private static final int CTRL_SET_READ_AHEAD = 41;
    private static final int CTRL_GET_MIN_VERSION = 130;
    private static final int CTRL_GET_MAX_VERSION = 131;

    private static final int FILE_COMMANDS = 0x2 | 0x8 | 0x20;

    private static final OpenSsl.Function METHOD = OpenSsl.ssl("TLS_server_method");
    private static final OpenSsl.Function NEW = OpenSsl.ssl("SSL_CTX_new");
    private static final OpenSsl.Function FREE = OpenSsl.ssl("SSL_CTX_free");
    private static final OpenSsl.Function CTRL = OpenSsl.ssl("SSL_CTX_ctrl");
    private static final OpenSsl.Function CALLBACK_CTRL = OpenSsl.ssl("SSL_CTX_callback_ctrl");
    private static final OpenSsl.Function SET_OPTIONS = OpenSsl.ssl("SSL_CTX_set_options");
    private static final OpenSsl.Function CLEAR_OPTIONS = OpenSsl.ssl("SSL_CTX_clear_options");
    private static final OpenSsl.Function GET_OPTIONS = OpenSsl.ssl("SSL_CTX_get_options");
    private static final OpenSsl.Function SET_CIPHER_LIST = OpenSsl.ssl("SSL_CTX_set_cipher_list");
    private static final OpenSsl.Function SET_CIPHER_SUITES = OpenSsl.ssl("SSL_CTX_set_ciphersuites");
    private static final OpenSsl.Function USE_CERTIFICATE = OpenSsl.ssl("SSL_CTX_use_certificate");
    private static final OpenSsl.Function USE_KEY = OpenSsl.ssl("SSL_CTX_use_PrivateKey");
    private static final OpenSsl.Function CHECK_KEY = OpenSsl.ssl("SSL_CTX_check_private_key");
    private static final OpenSsl.Function SET_VERIFY = OpenSsl.ssl("SSL_CTX_set_verify");
    private static final OpenSsl.Function SET_VERIFY_DEPTH = OpenSsl.ssl("SSL_CTX_set_verify_depth");
    private static final OpenSsl.Function ADD_CLIENT_CA = OpenSsl.ssl("SSL_CTX_add_client_CA");
    private static final OpenSsl.Function GET_STORE = OpenSsl.ssl("SSL_CTX_get_cert_store");
    private static final OpenSsl.Function SET_TIMEOUT = OpenSsl.ssl("SSL_CTX_set_timeout");
    private static final OpenSsl.Function SET_SESSION_ID_CONTEXT = OpenSsl.ssl("SSL_CTX_set_session_id_context");
    private static final OpenSsl.Function SET_HELLO = OpenSsl.ssl("SSL_CTX_set_client_hello_cb");
    private static final OpenSsl.Function SET_ALPN = OpenSsl.ssl("SSL_CTX_set_alpn_select_cb");
    private static final OpenSsl.Function CONF_NEW = OpenSsl.ssl("SSL_CONF_CTX_new");
    private static final OpenSsl.Function CONF_FREE = OpenSsl.ssl("SSL_CONF_CTX_free");
    private static final OpenSsl.Function CONF_SET_FLAGS = OpenSsl.ssl("SSL_CONF_CTX_set_flags");
    private static final OpenSsl.Function CONF_SET_CONTEXT = OpenSsl.ssl("SSL_CONF_CTX_set_ssl_ctx");
    private static final OpenSsl.Function CONF_COMMAND = OpenSsl.ssl("SSL_CONF_cmd");
    private static final OpenSsl.Function CONF_VALUE_TYPE = OpenSsl.ssl("SSL_CONF_cmd_value_type");
    private static final OpenSsl.Function CONF_FINISH = OpenSsl.ssl("SSL_CONF_CTX_finish");

    /// How many bytes of keys [#ticketKeys] takes: a name of 16 bytes, a key of 32 for each of HMAC and AES.
    public static final int TICKET_KEYS = 80;

    /// A version of the protocol that a host may switch off.
    public enum Version {
        TLS_1_0(OP_NO_TLS_1_0),
        TLS_1_1(OP_NO_TLS_1_1),
        TLS_1_2(OP_NO_TLS_1_2),
        TLS_1_3(OP_NO_TLS_1_3);

        private final long option;

        Version(long option) {
            this.option = option;
        }
    }

    private final Handle handle;
    private Verification verification = Verification.NONE;
    private byte[] sessionIdContext = new byte[0];
    private boolean changed = true;
    private long options;
    private int minVersion;
    private int maxVersion;

    /// A context with the library's defaults, less what nobody should use: compression, SSL 3, renegotiation that a client begins.
    public TlsContext() throws OpenSslException {
        Errors.clear();
        long context = NEW.call(METHOD.call());
        if (context == 0) {
            throw Errors.take("a TLS context could not be made");
        }
        this.handle = Handle.owned(context, FREE);
        SET_OPTIONS.call(context, OP_IGNORE_UNEXPECTED_EOF | OP_NO_COMPRESSION | OP_NO_SSL_3 | NO_RENEGOTIATION);
        CTRL.call(context, CTRL_MODE, MODE_ENABLE_PARTIAL_WRITE | MODE_ACCEPT_MOVING_WRITE_BUFFER | MODE_RELEASE_BUFFERS, 0);
        CTRL.call(context, CTRL_SET_READ_AHEAD, 1, 0);
        // Sessions live in tickets alone, so that every child can resume what any child began.
        CTRL.call(context, CTRL_SET_SESS_CACHE_MODE, 0, 0);
        CTRL.call(context, CTRL_SET_DH_AUTO, 1, 0);
        SET_HELLO.call(context, Callbacks.CLIENT_HELLO, 0);
    }

    public void disable(Version version) {
        option(version.option, true);
    }

    /// Whether the server's order of ciphers counts, or the client's.
    public void ownCipherOrder(boolean own) {
        option(OP_CIPHER_SERVER_PREFERENCE, own);
    }

    /// Ciphers up to TLS 1.2, in OpenSSL's notation.
    public void cipherList(String ciphers) throws OpenSslException {
        withText(SET_CIPHER_LIST, ciphers, "ciphers");
    }

    /// Ciphers of TLS 1.3.
    public void cipherSuites(String suites) throws OpenSslException {
        withText(SET_CIPHER_SUITES, suites, "TLSv1.3 ciphers");
    }

    private void withText(OpenSsl.Function function, String text, String what) throws OpenSslException {
        Errors.clear();
        try (var arena = Arena.ofConfined()) {
            if ((int) function.call(address(), OpenSsl.text(arena, text)) != 1) {
                throw Errors.take(what);
            }
        }
    }

    /// Adds a certificate with what leads from it to its issuer, and its key. One of each kind of key can be added.
    /// @param chain the server's own certificate first
    public void certificate(List<Certificate> chain) throws OpenSslException {
        Errors.clear();
        if ((int) USE_CERTIFICATE.call(address(), chain.getFirst().address()) != 1) {
            throw Errors.take("certificate");
        }
        for (Certificate issuer : chain.subList(1, chain.size())) {
            if (CTRL.call(address(), CTRL_CHAIN_CERT, 1, issuer.address()) != 1) {
                throw Errors.take("certificate chain");
            }
        }
        Reference.reachabilityFence(chain);
    }

    /// Adds the key of the certificate that was added last.
    public void key(PrivateKey key) throws OpenSslException {
        Errors.clear();
        if ((int) USE_KEY.call(address(), key.address()) != 1) {
            throw Errors.take("private key");
        }
        if ((int) CHECK_KEY.call(address()) != 1) {
            throw Errors.take("private key");
        }
        Reference.reachabilityFence(key);
    }

    /// What is asked of clients, and how many issuers may stand between them and one we know.
    public void verification(Verification wanted, int depth) {
        verification = wanted;
        SET_VERIFY.call(address(), wanted.mode, wanted == Verification.NONE ? 0 : Callbacks.VERIFY);
        SET_VERIFY_DEPTH.call(address(), depth);
    }

    Verification verification() {
        return verification;
    }

    /// The issuers of client certificates we know.
    public void trust(List<Certificate> issuers) {
        CertificateStore.add(GET_STORE.call(address()), issuers);
        Errors.clear();
    }

    /// The issuers that clients are told of, so that they can choose a certificate.
    public void announce(List<Certificate> issuers) {
        for (Certificate issuer : issuers) {
            ADD_CLIENT_CA.call(address(), issuer.address());
        }
        Reference.reachabilityFence(issuers);
        Errors.clear();
    }

    /// Lists of revoked certificates, and whether they are looked at for the client's own certificate only or for all of its chain.
    /// @param files in PEM
    public void revocations(List<byte[]> files, boolean leaf, boolean chain) throws OpenSslException {
        CertificateStore.revocations(GET_STORE.call(address()), files, leaf, chain);
    }

    /// Keys that session tickets are encrypted with: the same in every process that is to understand them.
    /// @param keys [#TICKET_KEYS] bytes
    public void ticketKeys(byte[] keys) throws OpenSslException {
        try (var arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(keys.length);
            MemorySegment.copy(keys, 0, copy, JAVA_BYTE, 0, keys.length);
            long well = CTRL.call(address(), CTRL_SET_TICKET_KEYS, keys.length, copy.address());
            copy.fill((byte) 0);
            if (well != 1) {
                throw Errors.take("session ticket keys");
            }
        }
    }

    /// Gives out no tickets: every connection begins anew.
    public void noTickets() {
        option(OP_NO_TICKET, true);
        // TLS 1.3 would give out tickets that only this process understands.
        OpenSsl.ssl("SSL_CTX_set_num_tickets").call(address(), 0);
    }

    public void sessionTimeout(long seconds) {
        SET_TIMEOUT.call(address(), seconds);
    }

    /// What sessions of this context carry, so that no other context resumes them.
    /// @param id at most 32 bytes
    public void sessionIdContext(byte[] id) {
        sessionIdContext = id.clone();
        try (var arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(id.length);
            MemorySegment.copy(id, 0, copy, JAVA_BYTE, 0, id.length);
            SET_SESSION_ID_CONTEXT.call(address(), copy.address(), id.length);
        }
    }

    byte[] sessionIdContext() {
        return sessionIdContext;
    }

    /// Lets clients ask for a protocol ([TlsEvents#protocol]).
    public void selectProtocols() {
        SET_ALPN.call(address(), Callbacks.SELECT_PROTOCOL, 0);
    }

    /// Lets clients ask for a response of the OCSP responder ([TlsEvents#staple]).
    public void staple() {
        CALLBACK_CTRL.call(address(), CTRL_SET_STATUS_CB, Callbacks.STATUS);
    }

    /// The groups for key exchange, best first: `X25519:P-256`.
    public void groups(String names) throws OpenSslException {
        Errors.clear();
        try (var arena = Arena.ofConfined()) {
            if (CTRL.call(address(), CTRL_SET_GROUPS_LIST, 0, OpenSsl.text(arena, names)) != 1) {
                throw Errors.take("groups");
            }
        }
    }

    /// Carries out a command of OpenSSL's own configuration language (`SSL_CONF_cmd(3)`).
    public void command(String name, String value) throws OpenSslException {
        Errors.clear();
        long configuration = CONF_NEW.call();
        try (var arena = Arena.ofConfined()) {
            CONF_SET_FLAGS.call(configuration, FILE_COMMANDS);
            CONF_SET_CONTEXT.call(configuration, address());
            int result = (int) CONF_COMMAND.call(configuration, OpenSsl.text(arena, name), OpenSsl.text(arena, value));
            if (result <= 0 || (int) CONF_FINISH.call(configuration) != 1) {
                throw Errors.take(name + " " + value);
            }
        } finally {
            CONF_FREE.call(configuration);
        }
        changed = true;
    }

    /// What the value of a command is, as `SSL_CONF_cmd_value_type(3)` numbers it: 0 if there is no such command.
    public static int commandType(String name) {
        long configuration = CONF_NEW.call();
        try (var arena = Arena.ofConfined()) {
            CONF_SET_FLAGS.call(configuration, FILE_COMMANDS);
            return (int) CONF_VALUE_TYPE.call(configuration, OpenSsl.text(arena, name));
        } finally {
            CONF_FREE.call(configuration);
        }
    }

    private void option(long bit, boolean on) {
        (on ? SET_OPTIONS : CLEAR_OPTIONS).call(address(), bit);
        changed = true;
    }

    /// Finds out once what streams need to know that come from another context.
    private void settle() {
        if (changed) {
            options = GET_OPTIONS.call(address());
            minVersion = (int) CTRL.call(address(), CTRL_GET_MIN_VERSION, 0, 0);
            maxVersion = (int) CTRL.call(address(), CTRL_GET_MAX_VERSION, 0, 0);
            changed = false;
        }
    }

    long options() {
        settle();
        return options & OPTIONS_OF_A_HOST;
    }

    int minVersion() {
        settle();
        return minVersion;
    }

    int maxVersion() {
        settle();
        return maxVersion;
    }

    long address() {
        return handle.address();
    }
}
