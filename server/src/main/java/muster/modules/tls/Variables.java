package muster.modules.tls;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.core.Product;
import muster.core.Request;
import muster.io.TlsConnection;
import muster.openssl.Certificate;
import muster.openssl.CertificateFacts;
import muster.openssl.CertificateFacts.NameKind;
import muster.openssl.Name;
import muster.openssl.OpenSsl;
import muster.openssl.TlsFacts;
import org.jspecify.annotations.Nullable;

/// The `SSL_` variables of a request: for programs, logs, conditions and headers (httpd's `ssl_var_lookup`).
final class Variables {
    private static final int STRONG_BITS = 56;

    /// The parts of names that variables know, by OpenSSL's numbers for them.
    private static final Map<String, Integer> PARTS = Map.ofEntries(
            Map.entry("C", 14),
            Map.entry("ST", 16),
            Map.entry("SP", 16),
            Map.entry("L", 15),
            Map.entry("O", 17),
            Map.entry("OU", 18),
            Map.entry("CN", 13),
            Map.entry("T", 106),
            Map.entry("I", 101),
            Map.entry("G", 99),
            Map.entry("S", 100),
            Map.entry("D", 107),
            Map.entry("UID", 458),
            Map.entry("DC", 391),
            Map.entry("Email", 48));

    private Variables() {}

    /// What a request came through; null if that isn't TLS.
    static @Nullable TlsConnection secure(Request request) {
        return request.connection().transport() instanceof TlsConnection tls ? tls : null;
    }

    static ClientSession session(TlsConnection connection) {
        return (ClientSession) connection.stream().events();
    }

    /// A variable's value; null if it has none, as all but SSL_VERSION_ have none without TLS.
    ///
    /// @param wanted its name in any case, as httpd takes most of them
    static @Nullable String value(Request request, String wanted) {
        String name = wanted.toUpperCase(Locale.ROOT);
        if (!name.startsWith("SSL_")) {
            return name.equals("HTTPS") ? secure(request) == null ? "off" : "on" : null;
        }
        String rest = name.substring(4);
        if (rest.startsWith("VERSION_")) {
            return version(rest.substring(8));
        }
        TlsConnection connection = secure(request);
        if (connection == null || !connection.stream().open()) {
            return null;
        }
        boolean legacy = request.get(TlsSettings.OPTIONS).has(SslOptions.LEGACY_DN);
        return value(connection, rest, legacy);
    }

    private static @Nullable String version(String what) {
        return switch (what) {
            case "PRODUCT" -> Product.DESCRIPTION;
            case "INTERFACE" -> "mod_ssl/" + Product.COMPATIBLE;
            case "LIBRARY", "LIBRARY_INTERFACE" -> OpenSsl.present() ? library() : null;
            default -> null;
        };
    }

    /// `OpenSSL/3.0.19` of `OpenSSL 3.0.19 27 Jan 2026`.
    static String library() {
        String[] words = OpenSsl.version().split(" ");
        return words.length < 2 ? words[0] : words[0] + "/" + words[1];
    }

    private static @Nullable String value(TlsConnection connection, String name, boolean legacy) {
        var facts = new TlsFacts(connection.stream());
        ClientSession session = session(connection);
        return switch (name) {
            case "PROTOCOL" -> facts.version();
            case "SESSION_RESUMED" -> facts.resumed() ? "Resumed" : "Initial";
            case "SESSION_ID" -> facts.sessionId();
            case "TLS_SNI" -> session.serverName();
            case "CIPHER" -> facts.cipher();
            case "CIPHER_EXPORT" -> facts.keyBits() < STRONG_BITS ? "true" : "false";
            case "CIPHER_USEKEYSIZE" -> Integer.toString(facts.keyBits());
            case "CIPHER_ALGKEYSIZE" -> Integer.toString(facts.algorithmBits());
            case "COMPRESS_METHOD" -> "NULL";
            case "SECURE_RENEG" -> facts.secureRenegotiation() ? "true" : "false";
            case "CLIENT_VERIFY" -> verification(connection, session, facts);
            default -> {
                if (name.startsWith("CLIENT_CERT_CHAIN_")) {
                    yield chained(facts.peerChain(), name.substring(18));
                }
                if (name.startsWith("CLIENT_")) {
                    yield certificate(facts.peer(), name.substring(7), legacy);
                }
                yield name.startsWith("SERVER_") ? certificate(facts.own(), name.substring(7), legacy) : null;
            }
        };
    }

    private static String verification(TlsConnection connection, ClientSession session, TlsFacts facts) {
        int result = connection.stream().verifyResult();
        String error = session.error();
        boolean present = facts.peer() != null;
        if (result == 0 && error == null && !session.generous()) {
            return present ? "SUCCESS" : "NONE";
        }
        if (result == 0 && session.generous()) {
            return "GENEROUS";
        }
        return "FAILED:" + (error == null ? CertificateFacts.errorText(result) : error);
    }

    private static @Nullable String chained(List<Certificate> chain, String number) {
        int index = index(number);
        return index < 0 || index >= chain.size() ? null : chain.get(index).pem();
    }

    /// A number without sign; -1 for anything else.
    private static int index(String text) {
        boolean number = !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : -1;
    }

    /// What a variable says of a certificate.
    /// @param name what follows `SSL_CLIENT_` or `SSL_SERVER_`
    static @Nullable String certificate(@Nullable Certificate certificate, String name, boolean legacy) {
        if (certificate == null) {
            return null;
        }
        var facts = new CertificateFacts(certificate);
        return switch (name) {
            case "CERT" -> certificate.pem();
            case "CERT_RFC4523_CEA" -> "{ serialNumber " + new java.math.BigInteger(facts.serial(), 16) + ", issuer rdnSequence:\""
                    + facts.issuer().text() + "\" }";
            case "M_VERSION" -> facts.version();
            case "M_SERIAL" -> facts.serial();
            case "V_START" -> facts.notBefore();
            case "V_END" -> facts.notAfter();
            case "V_REMAIN" -> Integer.toString(facts.daysLeft());
            case "A_SIG" -> facts.signature();
            case "A_KEY" -> facts.key();
            case "S_DN" -> name(facts.subject(), legacy);
            case "I_DN" -> name(facts.issuer(), legacy);
            default -> {
                if (name.startsWith("S_DN_")) {
                    yield part(facts.subject(), name.substring(5));
                }
                if (name.startsWith("I_DN_")) {
                    yield part(facts.issuer(), name.substring(5));
                }
                yield name.startsWith("SAN_") ? alternative(facts, name.substring(4)) : null;
            }
        };
    }

    private static String name(Name name, boolean legacy) {
        return legacy ? name.oneLine() : name.text();
    }

    /// `CN`, `OU_1`, `CN_RAW`, `OU_1_RAW`.
    private static @Nullable String part(Name name, String wanted) {
        boolean raw = wanted.endsWith("_RAW");
        String which = raw ? wanted.substring(0, wanted.length() - 4) : wanted;
        int underscore = which.indexOf('_');
        int left = underscore < 0 ? 0 : index(which.substring(underscore + 1));
        String part = underscore < 0 ? which : which.substring(0, underscore);
        Integer kind = PARTS.get(part.equals("EMAIL") ? "Email" : part);
        if (kind == null || left < 0) {
            return null;
        }
        for (int i = 0; i < name.size(); i++) {
            if (name.kind(i) == kind && left-- == 0) {
                return name.part(i, raw);
            }
        }
        return null;
    }

    private static @Nullable String alternative(CertificateFacts facts, String wanted) {
        int underscore = wanted.lastIndexOf('_');
        int index = underscore < 0 ? -1 : index(wanted.substring(underscore + 1));
        NameKind kind = underscore < 0
                ? null
                : switch (wanted.substring(0, underscore)) {
                    case "EMAIL" -> NameKind.EMAIL;
                    case "DNS" -> NameKind.DNS;
                    case "OTHER_MSUPN" -> NameKind.UPN;
                    case "OTHER_DNSSRV" -> NameKind.SRV;
                    default -> null;
                };
        if (kind == null || index < 0) {
            return null;
        }
        List<String> names = facts.alternativeNames(kind);
        return index < names.size() ? names.get(index) : null;
    }

    /// The extensions of the client's certificate with an identifier.
    static List<String> clientExtensions(Request request, String identifier) {
        TlsConnection connection = secure(request);
        Certificate certificate = connection == null ? null : new TlsFacts(connection.stream()).peer();
        if (certificate == null) {
            return List.of();
        }
        List<String> found = new CertificateFacts(certificate).extensions(identifier);
        if (found == null) {
            request.log().write(muster.log.LogLevel.DEBUG, "ssl", 1970, "could not parse OID '" + identifier + "'");
            return List.of();
        }
        return found;
    }

    /// The names of all parts that a certificate's name has, with numbers where one comes again: `CN`, `OU`, `OU_1`.
    static void parts(Name name, String start, java.util.function.BiConsumer<String, String> into) {
        for (var known : PARTS.entrySet()) {
            if (known.getKey().equals("SP")) {
                continue;
            }
            int seen = 0;
            for (int i = 0; i < name.size(); i++) {
                if (name.kind(i) == known.getValue()) {
                    into.accept(start + known.getKey() + (seen == 0 ? "" : "_" + seen), name.part(i, false));
                    seen++;
                }
            }
        }
    }
}
