package muster.modules.tls;

import java.util.List;
import java.util.Locale;
import muster.core.ClientConnection;
import muster.core.ConnectionProtocol;
import muster.core.Registry;
import muster.core.ServerSettings;
import muster.log.LogLevel;
import muster.openssl.Certificate;
import muster.openssl.CertificateFacts;
import muster.openssl.TlsContext;
import muster.openssl.TlsEvents;
import muster.openssl.Verification;
import org.jspecify.annotations.Nullable;

/// One connection's TLS: which host it is for, and what became of the client's certificate.
final class ClientSession implements TlsEvents {
    private static final String SSL = "ssl";
    private static final String HTTP_1 = "http/1.1";
    private static final int DNS_NAME_MOST = 255;

    private final ClientConnection client;
    private final SecureHosts hosts;
    private final Registry registry;
    private HostSecurity host;
    private @Nullable String serverName;
    private @Nullable TlsContext inForce;
    /// What is asked of the client now: of its connection, or of the folder it is in.
    private Verification asked;
    private int depth;
    /// The ciphers in force, as they are written.
    private String ciphers;
    private boolean generous;
    private @Nullable String error;

    ClientSession(ClientConnection client, HostSecurity first, SecureHosts hosts, Registry registry) {
        this.client = client;
        this.hosts = hosts;
        this.registry = registry;
        this.host = first;
        this.asked = first.host().settings().get(TlsSettings.VERIFY_CLIENT);
        this.depth = first.host().settings().get(TlsSettings.VERIFY_DEPTH);
        this.ciphers = first.host().settings().get(TlsSettings.CIPHERS).list();
    }

    /// The host that the handshake was made for.
    HostSecurity host() {
        return host;
    }

    /// The name the client asked for in its handshake; null if it named none.
    @Nullable String serverName() {
        return serverName;
    }

    @Override
    public TlsContext hello(@Nullable String name, byte[] protocols) {
        TlsContext known = inForce;
        if (known != null) {
            return known; // a further handshake doesn't change the host
        }
        if (name == null || name.isEmpty() || name.length() > DNS_NAME_MOST) {
            client.log().write(LogLevel.DEBUG, SSL, 2645, "Server name not provided via TLS extension (using default/first virtual host)");
        } else {
            choose(name);
        }
        TlsContext chosen = host.context();
        inForce = chosen;
        return chosen;
    }

    private void choose(String name) {
        serverName = name;
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        HostSecurity named = hosts.byName(client.local(), plain.toLowerCase(Locale.ROOT));
        if (named == null) {
            client.log().write(LogLevel.DEBUG, SSL, 2044,
                    "No matching SSL virtual host for servername " + name + " found (using default/first virtual host)");
            return;
        }
        client.log().write(LogLevel.DEBUG, SSL, 2043, "SSL virtual host for servername " + name + " found");
        host = named;
        asked = named.host().settings().get(TlsSettings.VERIFY_CLIENT);
        depth = named.host().settings().get(TlsSettings.VERIFY_DEPTH);
        ciphers = named.host().settings().get(TlsSettings.CIPHERS).list();
    }

    @Override
    public @Nullable String protocol(byte[] offered) {
        List<String> wanted = host.host().settings().get(ServerSettings.PROTOCOLS);
        boolean ours = host.host().settings().get(ServerSettings.PROTOCOLS_HONOR_ORDER);
        List<String> theirs = names(offered);
        for (String name : ours ? wanted : theirs) {
            boolean known = name.equals(HTTP_1) || registry.provider(ConnectionProtocol.class, name) != null;
            if (known && (ours ? theirs : wanted).contains(name)) {
                return name;
            }
        }
        return theirs.contains(HTTP_1) ? HTTP_1 : null;
    }

    private static List<String> names(byte[] list) {
        var names = new java.util.ArrayList<String>();
        for (int at = 0; at < list.length; at += 1 + (list[at] & 0xFF)) {
            int length = Math.min(list[at] & 0xFF, list.length - at - 1);
            names.add(new String(list, at + 1, length, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return names;
    }

    /// From now on another certificate is asked for: by a folder.
    void ask(Verification wanted, int most) {
        asked = wanted;
        depth = most;
        generous = false;
        error = null;
    }

    Verification asked() {
        return asked;
    }

    int depth() {
        return depth;
    }

    String ciphers() {
        return ciphers;
    }

    void ciphers(String changed) {
        ciphers = changed;
    }

    /// Whether a certificate was let in although nobody we know has issued it.
    boolean generous() {
        return generous;
    }

    /// Why the client's certificate won't do; null if it does, or there is none.
    @Nullable String error() {
        return error;
    }

    @Override
    public Judgement verify(boolean accepted, int number, int at, Certificate certificate) {
        if (asked == Verification.NONE) {
            return Judgement.ACCEPT;
        }
        boolean well = accepted;
        boolean forgiven = false;
        var revocation = host.host().settings().get(TlsSettings.REVOCATION_CHECK);
        if (!well && number == NO_REVOCATION_LIST && revocation.mayBeMissing()) {
            well = true;
            forgiven = true;
        }
        if (!well && asked == Verification.OPTIONAL_NO_CA && isAboutIssuer(number)) {
            client.log().write(LogLevel.DEBUG, SSL, 2037, "Certificate Verification: Verifiable Issuer is configured as optional,"
                    + " therefore we're accepting the certificate");
            generous = true;
            well = true;
        }
        if (!well) {
            String text = CertificateFacts.errorText(number);
            if (client.log().on(LogLevel.INFO, SSL)) {
                client.log().info(SSL, 2276, "Certificate Verification: Error (" + number + "): " + text + described(certificate));
            }
            client.log().error(SSL, 2039, "Certificate Verification: Error (" + number + "): " + text);
            error = text;
        }
        if (at > depth) {
            client.log().error(SSL, 2040, "Certificate Verification: Certificate Chain too long (chain has " + at
                    + " certificates, but maximum allowed are only " + depth + ")");
            error = CertificateFacts.errorText(CHAIN_TOO_LONG);
            return Judgement.REFUSE;
        }
        return !well ? Judgement.REFUSE : forgiven ? Judgement.FORGIVE : Judgement.ACCEPT;
    }

    private static String described(Certificate certificate) {
        var facts = new CertificateFacts(certificate);
        return " [subject: " + facts.subject().text() + " / issuer: " + facts.issuer().text() + " / serial: " + facts.serial()
                + " / notbefore: " + facts.notBefore() + " / notafter: " + facts.notAfter() + "]";
    }

    private static final int NO_REVOCATION_LIST = 3;
    private static final int CHAIN_TOO_LONG = 22;

    /// The errors that only say that we don't know who issued the certificate.
    private static boolean isAboutIssuer(int number) {
        return number == 18 || number == 19 || number == 20 || number == 21 || number == 27;
    }

    @Override
    public byte @Nullable [] staple() {
        return null;
    }
}
