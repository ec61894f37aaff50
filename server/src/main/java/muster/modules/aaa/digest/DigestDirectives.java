package muster.modules.aaa.digest;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Registry;

/// The directives of mod_auth_digest.
record DigestDirectives(Registry registry) {
    /// AuthDigestShmemSize, as the number of clients that there is room for.
    static final ConfigSlot<Integer> PLACES = ConfigSlot.serverValue("AuthDigestShmemSize", DigestClients.LEAST_PLACES);

    private static final int SMALLEST_SIZE = 136;
    private static final int BYTES_PER_CLIENT = 80;

    void register() {
        registry.directive(ofSection("AuthDigestProvider", Takes.EACH)
                .means("specify the auth providers for a directory or location")
                .sets(
                        DigestSettings.SLOT,
                        (before, line) -> before.with(before.providers().plus(line, registry, true, "Digest"))));
        registry.directive(ofSection("AuthDigestQop", Takes.EACH)
                .means("A list of quality-of-protection options")
                .sets(DigestSettings.SLOT, (before, line) -> before.withQop(qop(line))));
        registry.directive(ofSection("AuthDigestNonceLifetime", Takes.ONE)
                .means("Maximum lifetime of the server nonce (seconds)")
                .sets(DigestSettings.SLOT, (before, line) -> before.lasting(lifetime(line))));
        registry.directive(ofSection("AuthDigestNonceFormat", Takes.ONE)
                .means("The format to use when generating the server nonce")
                .sets(DigestSettings.SLOT, (_, line) -> {
                    throw line.wrong("AuthDigestNonceFormat is not implemented");
                }));
        registry.directive(ofSection("AuthDigestNcCheck", Takes.FLAG)
                .means("Whether or not to check the nonce-count sent by the client")
                .sets(DigestSettings.SLOT, (before, line) -> before.counting(line.flag(0))));
        registry.directive(ofSection("AuthDigestAlgorithm", Takes.ONE)
                .means("The algorithm used for the hash calculation")
                .sets(DigestSettings.SLOT, DigestDirectives::algorithm));
        registry.directive(ofSection("AuthDigestDomain", Takes.EACH)
                .means("A list of URI's which belong to the same protection space as the current URI")
                .sets(DigestSettings.SLOT, (before, line) -> before.inDomain(line.text(0))));
        registry.directive(DirectiveType.named("AuthDigestShmemSize")
                .in(SERVER, VIRTUAL_HOST)
                .takes(Takes.ONE)
                .means("The amount of shared memory to allocate for keeping track of clients")
                .sets(PLACES, (_, line) -> places(line)));
    }

    private static DirectiveType.Builder ofSection(String name, Takes takes) {
        return DirectiveType.named(name).in(DIRECTORY).htaccess(AUTH_CONFIG).takes(takes);
    }

    private static String qop(Arguments line) throws ConfigException {
        return switch (line.text(0).toLowerCase(Locale.ROOT)) {
            case "none", "auth" -> line.text(0);
            case "auth-int" -> throw line.wrong("AuthDigestQop auth-int is not implemented");
            default -> throw line.wrong("Unrecognized qop: " + line.text(0));
        };
    }

    private static long lifetime(Arguments line) throws ConfigException {
        try {
            return Integer.parseInt(line.text(0));
        } catch (NumberFormatException _) {
            throw line.wrong("Invalid time in AuthDigestNonceLifetime: " + line.text(0));
        }
    }

    private static DigestSettings algorithm(DigestSettings before, Arguments line) throws ConfigException {
        return switch (line.text(0).toLowerCase(Locale.ROOT)) {
            case "md5" -> before;
            case "md5-sess" ->
                throw line.wrong("AuthDigestAlgorithm: ERROR: algorithm `MD5-sess' is not implemented");
            default -> throw line.wrong("Invalid algorithm in AuthDigestAlgorithm: " + line.text(0));
        };
    }

    private static int places(Arguments line) throws ConfigException {
        String text = line.text(0).toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < text.length() && digits < 9 && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        String unit = text.substring(digits).strip();
        long factor = switch (unit.isEmpty() ? 'b' : unit.charAt(0)) {
            case 'b' -> 1;
            case 'k' -> 1024;
            case 'm' -> 1024 * 1024;
            default -> 0;
        };
        if (digits == 0 || factor == 0) {
            throw line.wrong("Invalid size in AuthDigestShmemSize: " + line.text(0));
        }
        long size = Long.parseLong(text.substring(0, digits)) * factor;
        if (size < SMALLEST_SIZE) {
            throw line.wrong("size in AuthDigestShmemSize too small: " + size + " < " + SMALLEST_SIZE);
        }
        return Math.clamp(size / BYTES_PER_CLIENT, DigestClients.LEAST_PLACES, 1 << 22);
    }
}
