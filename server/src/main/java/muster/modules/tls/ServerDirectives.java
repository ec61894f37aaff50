package muster.modules.tls;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSource.Kind;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.FilePaths;
import muster.config.OverrideClass;
import muster.config.Words;
import muster.modules.tls.TlsSettings.Command;
import muster.modules.tls.TlsSettings.Revocation;
import muster.modules.tls.TlsSettings.SniPolicy;
import muster.openssl.TlsContext;
import muster.openssl.TlsContext.Version;

/// mod_ssl's directives about servers and virtual hosts, in httpd's order and with its words.
final class ServerDirectives {
    private static final int OVERRIDDEN = 2532;
    private static final int OPTIONAL_GONE = 10510;

    private ServerDirectives() {}

    /// For the whole server.
    static List<DirectiveType<?>> global() {
        return List.of(
                Directives.global("SSLPassPhraseDialog", "SSL dialog mechanism for the pass phrase query ('builtin', '|/path/to/pipe_program',"
                                + " or 'exec:/path/to/cgi_program')")
                        .sets(TlsSettings.PASS_PHRASES, (_, words) -> passPhrases(words)),
                Directives.global("SSLSessionCache", "SSL Session Cache storage ('none', 'nonenotnull', 'dbm:/path/to/file')")
                        .sets(TlsSettings.WITHOUT_EFFECT, (before, words) -> cache(before, words, "session cache not supported", ". ", ".")),
                Directives.global("SSLCryptoDevice", "SSL external Crypto Device usage ('builtin', '...')")
                        .sets(TlsSettings.WITHOUT_EFFECT, ServerDirectives::cryptoDevice),
                Directives.global("SSLRandomSeed", "SSL Pseudo Random Number Generator (PRNG) seeding source"
                                + " ('startup|connect builtin|file:/path|exec:/path [bytes]')")
                        .takes(Takes.TWO_OR_THREE)
                        .sets(TlsSettings.WITHOUT_EFFECT, ServerDirectives::randomSeed),
                Directives.global("SSLVHostSNIPolicy", "SSL VirtualHost SNI compatibility policy setting")
                        .sets(TlsSettings.SNI_POLICY, (_, words) -> sniPolicy(words)));
    }

    static DirectiveType<?> engine() {
        return Directives.host("SSLEngine", "SSL switch for the protocol engine ('on', 'off')")
                .sets(TlsSettings.ENGINE, (_, words) -> engine(words));
    }

    static DirectiveType<?> fips() {
        return Directives.global("SSLFIPS", "Enable FIPS-140 mode (`on', `off')")
                .takes(Takes.FLAG)
                .sets(TlsSettings.FIPS, ServerDirectives::fips);
    }

    /// Certificates, and those of the issuers of clients' certificates.
    static List<DirectiveType<?>> certificates() {
        return List.of(
                Directives.files("SSLCertificateFile", "SSL Server Certificate file ('/path/to/file' - PEM or DER encoded)", TlsSettings.CERTIFICATES),
                Directives.files("SSLCertificateKeyFile", "SSL Server Private Key file ('/path/to/file' - PEM or DER encoded)", TlsSettings.KEYS),
                Directives.file("SSLCertificateChainFile", "SSL Server CA Certificate Chain file ('/path/to/file' - PEM encoded)", TlsSettings.CHAIN),
                Directives.file("SSLSessionTicketKeyFile", "TLS session ticket encryption/decryption key file (RFC 5077)"
                        + " ('/path/to/file' - file with 48 bytes of random data)", TlsSettings.TICKET_KEYS),
                issuers("SSLCACertificatePath", "SSL CA Certificate path ('/path/to/dir' - contains PEM encoded files)")
                        .sets(TlsSettings.CA_FOLDER, (_, words) -> List.of(ofServer(words, Directives.existingFolder(words)))),
                issuers("SSLCACertificateFile", "SSL CA Certificate file ('/path/to/file' - PEM encoded)")
                        .sets(TlsSettings.CA_FILE, (_, words) -> List.of(ofServer(words, Directives.existingFile(words)))),
                Directives.folder("SSLCADNRequestPath", "SSL CA Distinguished Name path ('/path/to/dir' - symlink hashes to PEM of acceptable"
                        + " CA names to request)", TlsSettings.CA_NAMES_FOLDER),
                Directives.file("SSLCADNRequestFile", "SSL CA Distinguished Name file ('/path/to/file' - PEM encoded to derive acceptable"
                        + " CA names to request)", TlsSettings.CA_NAMES_FILE),
                Directives.folder("SSLCARevocationPath", "SSL CA Certificate Revocation List (CRL) path ('/path/to/dir' - contains PEM encoded"
                        + " files)", TlsSettings.REVOCATION_FOLDER),
                Directives.file("SSLCARevocationFile", "SSL CA Certificate Revocation List (CRL) file ('/path/to/file' - PEM encoded)",
                        TlsSettings.REVOCATION_FILE),
                Directives.host("SSLCARevocationCheck", "SSL CA Certificate Revocation List (CRL) checking mode")
                        .takes(Takes.MANY)
                        .sets(TlsSettings.REVOCATION_CHECK, (_, words) -> revocationCheck(words)));
    }

    /// What is spoken, and how long it is remembered.
    static List<DirectiveType<?>> protocol() {
        return List.of(
                Directives.host("SSLSessionCacheTimeout", "SSL Session Cache object lifetime ('N' - number of seconds)")
                        .sets(TlsSettings.SESSION_TIMEOUT,
                                (_, words) -> Directives.number(words, 0, "SSLSessionCacheTimeout: Invalid argument")),
                Directives.host("SSLProtocol", "Enable or disable various SSL protocols ('[+-][TLSv1|TLSv1.1|TLSv1.2] ...' - see manual)")
                        .takes(Takes.RAW)
                        .sets(TlsSettings.PROTOCOLS, (_, words) -> protocols(words)),
                Directives.flag("SSLHonorCipherOrder", "Use the server's cipher ordering preference", TlsSettings.HONOR_CIPHER_ORDER),
                Directives.host("SSLCompression", "Enable SSL level compression (`on', `off')")
                        .takes(Takes.FLAG)
                        .sets(TlsSettings.WITHOUT_EFFECT, ServerDirectives::compression),
                Directives.flag("SSLSessionTickets", "Enable or disable TLS session tickets(`on', `off')", TlsSettings.SESSION_TICKETS),
                Directives.host("SSLInsecureRenegotiation", "Enable support for insecure renegotiation")
                        .takes(Takes.FLAG)
                        .sets(TlsSettings.WITHOUT_EFFECT, ServerDirectives::insecureRenegotiation));
    }

    static DirectiveType<?> strictSni() {
        return Directives.flag("SSLStrictSNIVHostCheck", "Strict SNI virtual host checking", TlsSettings.STRICT_SNI);
    }

    /// Passwords instead of certificates (RFC 5054): nothing speaks it any more.
    static List<DirectiveType<?>> srp() {
        return List.of(
                Directives.host("SSLSRPVerifierFile", "SRP verifier file ('/path/to/file' - created by srptool)")
                        .sets(TlsSettings.WITHOUT_EFFECT, (before, words) -> {
                            Directives.existingFile(words);
                            words.warn(0, "SSLSRPVerifierFile has no effect: TLS 1.3 has no SRP");
                            return before;
                        }),
                Directives.ignored(Directives.host("SSLSRPUnknownUserSeed", "SRP seed for unknown users (to avoid leaking a user's existence)"
                        + " ('some secret text')")));
    }

    static DirectiveType<?> command() {
        return Directives.host("SSLOpenSSLConfCmd", "OpenSSL configuration command")
                .takes(Takes.TWO)
                .sets(TlsSettings.COMMANDS, ServerDirectives::command);
    }

    /// What was replaced long ago: httpd says by what.
    static List<DirectiveType<?>> obsolete() {
        return List.of(
                obsolete("SSLLog", "SSLLog directive is no longer supported - use ErrorLog."),
                obsolete("SSLLogLevel", "SSLLogLevel directive is no longer supported - use LogLevel."));
    }

    private static DirectiveType<?> obsolete(String name, String message) {
        return DirectiveType.named(name)
                .in(Context.SERVER, Context.VIRTUAL_HOST, Context.DIRECTORY)
                .htaccess()
                .takes(Takes.RAW)
                .means(message)
                .sets(TlsSettings.WITHOUT_EFFECT, (_, words) -> {
                    throw words.wrong(message);
                });
    }

    private static DirectiveType.Builder issuers(String name, String meaning) {
        return Directives.anywhere(name, OverrideClass.AUTH_CONFIG, meaning);
    }

    private static NamedFile ofServer(Arguments words, NamedFile file) throws ConfigException {
        boolean inSection = !words.section().isEmpty() && !words.section().equalsIgnoreCase("<VirtualHost");
        if (inSection || words.context() == Context.HTACCESS || words.context() == Context.DIRECTORY) {
            throw words.wrong("Your SSL library does not have support for per-directory CA");
        }
        return file;
    }

    private static boolean engine(Arguments words) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            case "optional" -> {
                words.warn(OPTIONAL_GONE, "'SSLEngine optional' is no longer supported");
                yield false;
            }
            default -> throw words.wrong("Argument must be On or Off");
        };
    }

    private static String fips(String before, Arguments words) throws ConfigException {
        String wanted = words.flag(0) ? "on" : "off";
        if (!before.isEmpty() && !before.equals(wanted)) {
            throw words.wrong("Conflicting SSLFIPS options, cannot be both On and Off");
        }
        return wanted;
    }

    private static PassPhraseDialog passPhrases(Arguments words) throws ConfigException {
        String text = words.text(0);
        if (text.equals("builtin")) {
            return PassPhraseDialog.BUILT_IN;
        }
        if (text.startsWith("|")) {
            return new PassPhraseDialog(text.substring(1), true);
        }
        if (!text.startsWith("exec:")) {
            throw words.wrong("SSLPassPhraseDialog: Invalid argument");
        }
        String program = text.substring(5);
        String path = program.startsWith("/") ? FilePaths.below("/", program) : words.path(0).replaceFirst("/exec:", "/");
        if (words.kind(path) == Kind.NOTHING) {
            throw words.wrong("SSLPassPhraseDialog: file '" + path + "' does not exist");
        }
        return new PassPhraseDialog(path, false);
    }

    /// Sessions live in tickets; a cache is a name that is looked at and no more.
    static boolean cache(boolean before, Arguments words, String complaint, String sentence, String end) throws ConfigException {
        String text = words.text(0);
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.equalsIgnoreCase("none") || name.equalsIgnoreCase("nonenotnull")) {
            return before;
        }
        boolean loaded = words.isLoaded("mod_socache_" + name + ".c") || name.equals("default") && words.isLoaded("mod_socache_shmcb.c");
        if (!loaded) {
            throw words.wrong(words.directive() + ": '" + name + "' " + complaint + " (known names: "
                    + (words.isLoaded("mod_socache_shmcb.c") ? "default,shmcb" : "") + ")" + sentence
                    + "Maybe you need to load the appropriate socache module (mod_socache_" + name + "?)" + end);
        }
        if (name.equals("shmcb") && colon >= 0) {
            checkSize(text.substring(colon + 1), words);
        }
        return before;
    }

    private static void checkSize(String file, Arguments words) throws ConfigException {
        int open = file.lastIndexOf('(');
        if (open < 0) {
            return;
        }
        String size = file.substring(open + 1, file.endsWith(")") ? file.length() - 1 : file.length());
        if (!file.endsWith(")")) {
            throw words.wrong(words.directive() + ": Invalid argument: no closing parenthesis or cache size missing after pathname with parenthesis");
        }
        if (size.isEmpty() || !size.chars().allMatch(Character::isDigit)) {
            throw words.wrong(words.directive() + ": Invalid argument: cache size not numerical");
        }
        if (size.length() < 5 && Integer.parseInt(size) < 8192) {
            throw words.wrong(words.directive() + ": Invalid argument: size has to be >= 8192 bytes");
        }
    }

    private static boolean cryptoDevice(boolean before, Arguments words) throws ConfigException {
        if (!words.text(0).equalsIgnoreCase("builtin")) {
            throw words.wrong("SSLCryptoDevice: Invalid argument; must be one of: 'builtin' (none), 'dynamic' (Dynamic engine loading support)");
        }
        return before;
    }

    /// The library seeds itself from the kernel; what is said here is looked at and no more.
    private static boolean randomSeed(boolean before, Arguments words) throws ConfigException {
        String when = words.text(0);
        String source = words.text(1);
        if (!when.equalsIgnoreCase("startup") && !when.equalsIgnoreCase("connect")) {
            throw words.wrong("SSLRandomSeed: invalid context: `" + when + "'");
        }
        if (source.startsWith("egd:")) {
            throw words.wrong("Invalid SSLRandomSeed entropy source `" + source
                    + "': This version of OpenSSL does not support the Entropy Gathering Daemon (EGD).");
        }
        boolean builtIn = source.equalsIgnoreCase("builtin");
        String path = source.startsWith("file:") || source.startsWith("exec:") ? source.substring(5) : source;
        if (!builtIn && words.kind(FilePaths.below("/", path)) == Kind.NOTHING) {
            throw words.wrong("SSLRandomSeed: source path '" + path + "' does not exist");
        }
        if (words.count() > 2) {
            if (builtIn) {
                throw words.wrong("SSLRandomSeed: byte specification not allowed for builtin seed source");
            }
            Directives.number(words, 2, "SSLRandomSeed: invalid number of bytes specified");
        }
        return before;
    }

    private static SniPolicy sniPolicy(Arguments words) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "strict" -> SniPolicy.STRICT;
            case "secure" -> SniPolicy.SECURE;
            case "authonly" -> SniPolicy.AUTHONLY;
            case "insecure" -> SniPolicy.INSECURE;
            default -> throw words.wrong("Invalid SSLVhostSNIPolicy argument '" + words.text(0) + "'");
        };
    }

    static Revocation revocationCheck(Arguments words) throws ConfigException {
        if (words.count() == 0) {
            throw words.wrong("SSLCARevocationCheck: Invalid argument ''");
        }
        String mode = Directives.choice(words, 0, Map.of("none", "none", "leaf", "leaf", "chain", "chain"));
        boolean mayBeMissing = false;
        for (int i = 1; i < words.count(); i++) {
            mayBeMissing |= Directives.choice(words, i, Map.of("no_crl_for_cert_ok", true));
        }
        return new Revocation(mode.equals("leaf"), mode.equals("chain"), mayBeMissing);
    }

    static Set<Version> protocols(Arguments words) throws ConfigException {
        var on = EnumSet.noneOf(Version.class);
        boolean said = false;
        for (String word : Words.of(words.raw())) {
            boolean signed = word.startsWith("+") || word.startsWith("-");
            Set<Version> named = versions(signed ? word.substring(1) : word, word.startsWith("-"), words);
            if (word.startsWith("-")) {
                on.removeAll(named);
            } else if (signed) {
                on.addAll(named);
            } else {
                if (said) {
                    words.warn(OVERRIDDEN, words.directive() + ": Protocol '" + word
                            + "' overrides already set parameter(s). Check if a +/- prefix is missing.");
                }
                on.clear();
                on.addAll(named);
            }
            said = true;
        }
        return Set.copyOf(on);
    }

    private static Set<Version> versions(String word, boolean removed, Arguments words) throws ConfigException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "sslv2" -> {
                if (!removed) {
                    throw words.wrong(words.directive() + ": SSLv2 is no longer supported");
                }
                yield Set.of();
            }
            case "sslv3" -> {
                if (!removed) {
                    throw words.wrong("SSLv3 not supported by this version of OpenSSL");
                }
                yield Set.of();
            }
            case "tlsv1" -> Set.of(Version.TLS_1_0);
            case "tlsv1.1" -> Set.of(Version.TLS_1_1);
            case "tlsv1.2" -> Set.of(Version.TLS_1_2);
            case "tlsv1.3" -> Set.of(Version.TLS_1_3);
            case "all" -> Set.of(Version.values());
            default -> throw words.wrong(words.directive() + ": Illegal protocol '" + word + "'");
        };
    }

    private static boolean compression(boolean before, Arguments words) throws ConfigException {
        if (words.flag(0)) {
            throw words.wrong("This version of OpenSSL does not have any compression methods available, cannot enable SSLCompression.");
        }
        return before;
    }

    /// What CVE-2009-3555 was about. No client needs it any more.
    private static boolean insecureRenegotiation(boolean before, Arguments words) throws ConfigException {
        if (words.flag(0)) {
            words.warn(0, "SSLInsecureRenegotiation On has no effect: what it allows lets others put requests into a client's mouth (CVE-2009-3555)");
        }
        return before;
    }

    private static List<Command> command(List<Command> before, Arguments words) throws ConfigException {
        String name = words.text(0);
        int type = TlsContext.commandType(name);
        NamedFile line = new NamedFile("", words.position());
        switch (type) {
            case 0 -> throw words.wrong("'" + name + "': invalid OpenSSL configuration command");
            case 2 -> line = Directives.existingFile(words, 1);
            case 3 -> {
                if (words.kind(words.path(1)) != Kind.DIRECTORY) {
                    throw words.wrong(words.directive() + ": directory '" + words.path(1) + "' does not exist");
                }
            }
            default -> {
                // a text, or none
            }
        }
        var more = new ArrayList<>(before);
        more.add(new Command(name, type == 2 || type == 3 ? words.path(1) : words.text(1), line));
        return List.copyOf(more);
    }
}
