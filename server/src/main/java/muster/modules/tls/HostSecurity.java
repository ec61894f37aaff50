package muster.modules.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.Position;
import muster.config.Settings;
import muster.core.VirtualHost;
import muster.modules.tls.TlsSettings.Command;
import muster.openssl.Certificate;
import muster.openssl.CertificateFacts;
import muster.openssl.OpenSslException;
import muster.openssl.PrivateKey;
import muster.openssl.TlsContext;
import muster.openssl.TlsContext.Version;
import muster.openssl.Verification;
import org.jspecify.annotations.Nullable;

/// What the directives of a virtual host come to, with the library's context that is made of them: when it is first needed, since a
/// child may never be asked for most hosts.
final class HostSecurity {
    private static final int HTTPS_PORT = 443;

    private final VirtualHost host;
    private final Material material;
    private volatile @Nullable TlsContext context;

    HostSecurity(VirtualHost host, Material material) {
        this.host = host;
        this.material = material;
    }

    VirtualHost host() {
        return host;
    }

    /// `name:port`, as logs and messages call the host.
    String id() {
        return id(host, true);
    }

    static String id(VirtualHost host, boolean secure) {
        int port = host.serverPort() != 0 ? host.serverPort() : secure ? HTTPS_PORT : 80;
        return host.serverName() + ":" + port;
    }

    /// This host with what another source holds.
    HostSecurity from(ConfigSource source) {
        return new HostSecurity(host, new Material(source, material.dialog()));
    }

    /// Whether its context has been needed.
    boolean made() {
        return context != null;
    }

    /// The files that may be replaced while it is served.
    List<String> files() {
        var files = new ArrayList<String>();
        for (var slot : List.of(
                TlsSettings.CERTIFICATES,
                TlsSettings.KEYS,
                TlsSettings.CHAIN,
                TlsSettings.TICKET_KEYS,
                TlsSettings.CA_FILE,
                TlsSettings.CA_NAMES_FILE,
                TlsSettings.REVOCATION_FILE)) {
            get(slot).forEach(file -> files.add(file.path()));
        }
        return files;
    }

    /// The context; made now if it wasn't needed before. The parent has made it before, so it can be made.
    TlsContext context() {
        TlsContext made = context;
        if (made != null) {
            return made;
        }
        try {
            made = build();
        } catch (ConfigException | IOException impossible) {
            throw new IllegalStateException("checked before: " + id() + ": " + impossible.getMessage(), impossible);
        }
        context = made;
        return made;
    }

    /// Makes the context, and tells what is wrong.
    TlsContext build() throws ConfigException, IOException {
        var made = new TlsContext();
        protocol(made);
        int index = 0;
        List<NamedFile> keys = get(TlsSettings.KEYS);
        for (NamedFile certificate : get(TlsSettings.CERTIFICATES)) {
            certificate(made, certificate, index < keys.size() ? keys.get(index) : certificate, index);
            index++;
        }
        if (index == 0) {
            throw new ConfigException(
                    host.position(), "AH02572: Failed to configure at least one certificate and key for " + id());
        }
        clients(made);
        for (Command command : get(TlsSettings.COMMANDS)) {
            command(made, command);
        }
        sessions(made);
        made.selectProtocols();
        return made;
    }

    private <C> C get(muster.config.ConfigSlot<C> slot) {
        return host.settings().get(slot);
    }

    private void protocol(TlsContext made) throws ConfigException {
        var on = get(TlsSettings.PROTOCOLS);
        if (on.isEmpty()) {
            throw new ConfigException(host.position(), "AH02231: No SSL protocols available [hint: SSLProtocol]");
        }
        for (Version version : EnumSet.allOf(Version.class)) {
            if (!on.contains(version)) {
                made.disable(version);
            }
        }
        made.ownCipherOrder(get(TlsSettings.HONOR_CIPHER_ORDER));
        Ciphers ciphers = get(TlsSettings.CIPHERS);
        try {
            made.cipherList(ciphers.list().isEmpty() ? Ciphers.DEFAULT : ciphers.list());
        } catch (OpenSslException wrong) {
            throw new ConfigException(host.position(), "AH01898: Unable to configure permitted SSL ciphers for " + id() + ": "
                    + ciphers.list() + lines(wrong));
        }
        if (!ciphers.suites().isEmpty()) {
            try {
                made.cipherSuites(ciphers.suites());
            } catch (OpenSslException wrong) {
                throw new ConfigException(host.position(), "AH10127: Unable to configure permitted TLSv1.3 ciphers for " + id() + ": "
                        + ciphers.suites() + lines(wrong));
            }
        }
    }

    private void certificate(TlsContext made, NamedFile file, NamedFile keyFile, int index) throws ConfigException {
        String name = id() + ":" + index;
        try {
            made.certificate(chain(file));
        } catch (IOException wrong) {
            throw fault(file, "AH02561: Failed to configure certificate " + name + ", check " + file.path(), wrong);
        }
        PrivateKey key;
        try {
            key = material.key(keyFile, id(), index);
        } catch (IOException wrong) {
            throw fault(keyFile, "AH02564: Failed to configure encrypted (?) private key " + name + ", check " + keyFile.path(), wrong);
        }
        try {
            made.key(key);
        } catch (OpenSslException wrong) {
            throw fault(
                    keyFile,
                    "AH02565: Certificate and private key " + name + " from " + file.path() + " and " + keyFile.path() + " do not match",
                    wrong);
        }
    }

    /// A certificate and what is between it and a root: from its own file, and from SSLCertificateChainFile.
    private List<Certificate> chain(NamedFile file) throws IOException, ConfigException {
        var chain = new ArrayList<>(material.certificates(file));
        for (NamedFile more : get(TlsSettings.CHAIN)) {
            try {
                List<Certificate> issuers = material.certificates(more);
                // A file that starts with the certificate itself may be named for both.
                chain.addAll(more.path().equals(file.path()) ? List.of() : issuers);
            } catch (IOException wrong) {
                throw fault(more, "AH01903: Failed to configure CA certificate chain!", wrong);
            }
        }
        return chain;
    }

    private void clients(TlsContext made) throws ConfigException {
        List<Certificate> trusted = new ArrayList<>();
        for (NamedFile file : get(TlsSettings.CA_FILE)) {
            trusted.addAll(read(file, "AH02210: Failed to load SSLCACertificateFile: ", () -> material.certificates(file)));
        }
        for (NamedFile folder : get(TlsSettings.CA_FOLDER)) {
            trusted.addAll(read(folder, "AH02211: Failed to open Certificate Path ", () -> material.certificatesIn(folder)));
        }
        made.trust(trusted);
        List<Certificate> announced = new ArrayList<>();
        for (NamedFile file : get(TlsSettings.CA_NAMES_FILE)) {
            announced.addAll(read(file, "AH02210: Failed to load SSLCACertificateFile: ", () -> material.certificates(file)));
        }
        for (NamedFile folder : get(TlsSettings.CA_NAMES_FOLDER)) {
            announced.addAll(read(folder, "AH02211: Failed to open Certificate Path ", () -> material.certificatesIn(folder)));
        }
        made.announce(announced.isEmpty() ? trusted : announced);
        made.verification(get(TlsSettings.VERIFY_CLIENT), get(TlsSettings.VERIFY_DEPTH) + 1);
        revocations(made);
    }

    private void revocations(TlsContext made) throws ConfigException {
        var check = get(TlsSettings.REVOCATION_CHECK);
        List<byte[]> lists = new ArrayList<>();
        for (NamedFile file : get(TlsSettings.REVOCATION_FILE)) {
            lists.add(read(file, "AH01901: Host " + id() + ": unable to configure X.509 CRL storage for certificate revocation: ",
                    () -> material.source().read(file.path())));
        }
        for (NamedFile folder : get(TlsSettings.REVOCATION_FOLDER)) {
            lists.addAll(read(folder, "AH01901: Host " + id() + ": unable to configure X.509 CRL storage for certificate revocation: ",
                    () -> material.contents(folder).stream()
                            .filter(content -> new String(content, StandardCharsets.ISO_8859_1).contains("X509 CRL"))
                            .toList()));
        }
        if (lists.isEmpty() && (check.leaf() || check.chain())) {
            throw new ConfigException(host.position(), "AH01899: Host " + id()
                    + ": CRL checking has been enabled, but neither SSLCARevocationFile nor SSLCARevocationPath is configured");
        }
        try {
            made.revocations(lists, check.leaf(), check.chain());
        } catch (OpenSslException wrong) {
            throw new ConfigException(host.position(), "AH01901: Host " + id()
                    + ": unable to configure X.509 CRL storage for certificate revocation" + lines(wrong));
        }
    }

    private void command(TlsContext made, Command command) throws ConfigException {
        try {
            made.command(command.name(), command.value());
        } catch (OpenSslException wrong) {
            throw fault(
                    command.line(),
                    "AH02407: \"SSLOpenSSLConfCmd " + command.name() + " " + command.value() + "\" failed for " + id(),
                    wrong);
        }
    }

    private void sessions(TlsContext made) throws ConfigException, IOException {
        made.sessionTimeout(get(TlsSettings.SESSION_TIMEOUT));
        made.sessionIdContext(sessionContext());
        if (!get(TlsSettings.SESSION_TICKETS)) {
            made.noTickets();
            return;
        }
        List<NamedFile> own = get(TlsSettings.TICKET_KEYS);
        made.ticketKeys(own.isEmpty() ? material.ticketKeys() : material.ticketKeys(own.getFirst()));
    }

    /// What a session of this host carries: a session is resumed by the same host only, and only while it asks the same of clients.
    private byte[] sessionContext() throws IOException {
        long hash = 0xcbf29ce484222325L;
        hash = mix(hash, id() + host.position() + get(TlsSettings.VERIFY_CLIENT) + get(TlsSettings.VERIFY_DEPTH));
        for (NamedFile file : get(TlsSettings.CA_FILE)) {
            hash = mix(hash, new String(material.source().read(file.path()), StandardCharsets.ISO_8859_1));
        }
        for (NamedFile folder : get(TlsSettings.CA_FOLDER)) {
            hash = mix(hash, String.join("/", material.source().list(folder.path())));
        }
        return ("muster " + Long.toHexString(hash)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// FNV-1a: these values are compared with each other, not guarded.
    private static long mix(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /// What httpd warns of when it starts.
    List<String> doubts() throws IOException {
        var doubts = new ArrayList<String>();
        int index = 0;
        for (NamedFile file : get(TlsSettings.CERTIFICATES)) {
            Certificate own = material.certificates(file).getFirst();
            String name = id() + ":" + index++;
            var facts = new CertificateFacts(own);
            if (facts.isAuthority()) {
                doubts.add("AH01906: " + name + " server certificate is a CA certificate (BasicConstraints: CA == TRUE !?)");
            }
            if (!facts.matches(host.serverName())) {
                doubts.add("AH01909: " + name + " server certificate does NOT include an ID which matches the server name");
            }
        }
        if (get(TlsSettings.VERIFY_CLIENT) == Verification.REQUIRE && get(TlsSettings.CA_FILE).isEmpty() && get(TlsSettings.CA_FOLDER).isEmpty()) {
            doubts.add("AH01897: Init: Oops, you want to request client authentication, but no CAs are known for verification!?"
                    + "  [Hint: SSLCACertificate*]");
        }
        return doubts;
    }

    /// Whether a connection made for one host may carry requests for another.
    static boolean compatible(Settings one, Settings other, TlsSettings.SniPolicy policy) {
        return switch (policy) {
            case STRICT -> false;
            case INSECURE -> true;
            case AUTHONLY -> sameDemands(one, other);
            case SECURE -> sameDemands(one, other) && sameServer(one, other);
        };
    }

    private static boolean sameDemands(Settings one, Settings other) {
        return one.get(TlsSettings.VERIFY_CLIENT) == other.get(TlsSettings.VERIFY_CLIENT)
                && one.get(TlsSettings.VERIFY_DEPTH).equals(other.get(TlsSettings.VERIFY_DEPTH))
                && samePaths(one, other, TlsSettings.CA_FILE)
                && samePaths(one, other, TlsSettings.CA_FOLDER)
                && samePaths(one, other, TlsSettings.CA_NAMES_FILE)
                && samePaths(one, other, TlsSettings.CA_NAMES_FOLDER)
                && samePaths(one, other, TlsSettings.REVOCATION_FILE)
                && samePaths(one, other, TlsSettings.REVOCATION_FOLDER)
                && one.get(TlsSettings.REVOCATION_CHECK).equals(other.get(TlsSettings.REVOCATION_CHECK));
    }

    private static boolean sameServer(Settings one, Settings other) {
        return samePaths(one, other, TlsSettings.CERTIFICATES)
                && samePaths(one, other, TlsSettings.KEYS)
                && samePaths(one, other, TlsSettings.CHAIN)
                && one.get(TlsSettings.PROTOCOLS).equals(other.get(TlsSettings.PROTOCOLS))
                && one.get(TlsSettings.CIPHERS).equals(other.get(TlsSettings.CIPHERS));
    }

    private static boolean samePaths(Settings one, Settings other, muster.config.ConfigSlot<List<NamedFile>> slot) {
        List<NamedFile> these = one.get(slot);
        List<NamedFile> those = other.get(slot);
        if (these.size() != those.size()) {
            return false;
        }
        for (int i = 0; i < these.size(); i++) {
            if (!these.get(i).path().equals(those.get(i).path())) {
                return false;
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(NamedFile file, String complaint, Reading<T> reading) throws ConfigException {
        try {
            return reading.read();
        } catch (IOException wrong) {
            throw fault(file, complaint + file.path(), wrong);
        }
    }

    private static ConfigException fault(NamedFile file, String message, IOException why) {
        Position line = file.position();
        String more = why instanceof OpenSslException library ? lines(library) : "\n" + why.getMessage();
        return new ConfigException(line, message + more);
    }

    /// The library's errors as httpd logs them, a line each.
    private static String lines(OpenSslException why) {
        var text = new StringBuilder();
        for (String error : why.errors()) {
            text.append("\nSSL Library Error: ").append(error);
        }
        return text.toString();
    }
}
