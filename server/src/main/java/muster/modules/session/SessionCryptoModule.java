package muster.modules.session;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.AUTH_CONFIG;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Words;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.modules.session.SealedText.Method;

/// mod_session_crypto: sessions are encrypted, so that visitors neither read nor change what their cookies hold.
public final class SessionCryptoModule implements Module {
    private static final String SHORT_NAME = "session_crypto";

    /// `SessionCryptoPassphrase`: the first encrypts, all decrypt.
    private static final ConfigSlot<List<String>> PHRASES =
            ConfigSlot.directory("SessionCryptoPassphrase", List.of(), (_, inner) -> inner);

    /// `SessionCryptoCipher`.
    private static final ConfigSlot<Method> METHOD = ConfigSlot.directoryValue("SessionCryptoCipher", Method.AES_256);

    private static final ConfigSlot<Boolean> DRIVER = ConfigSlot.serverValue("SessionCryptoDriver", false);

    @Override
    public String name() {
        return "session_crypto_module";
    }

    @Override
    public String file() {
        return "mod_session_crypto.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(named("SessionCryptoPassphrase", Takes.EACH)
                .htaccess(AUTH_CONFIG)
                .means("The passphrase(s) used to encrypt the session. First will be used for encryption, all phrases will be accepted"
                        + " for decryption")
                .sets(PHRASES, (before, line) -> plus(before, List.of(phrase(line)))));
        registry.directive(named("SessionCryptoPassphraseFile", Takes.ONE)
                .means("File containing passphrase(s) used to encrypt the session, one per line. First will be used for encryption, all"
                        + " phrases will be accepted for decryption")
                .sets(PHRASES, (before, line) -> plus(before, phrases(line))));
        registry.directive(named("SessionCryptoCipher", Takes.ONE)
                .htaccess(AUTH_CONFIG)
                .means("The underlying crypto cipher to use")
                .sets(METHOD, (_, line) -> method(line)));
        registry.directive(DirectiveType.named("SessionCryptoDriver")
                .in(SERVER)
                .takes(Takes.MANY)
                .means("The underlying crypto library driver to use")
                .sets(DRIVER, (_, _) -> true)); // the JDK's own does it, whatever is named
        registry.provider(SessionCodec.class, SessionCodec.CRYPTO, new Codec());
    }

    private static DirectiveType.Builder named(String name, Takes takes) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST, DIRECTORY).takes(takes);
    }

    private static List<String> plus(List<String> before, List<String> more) {
        var all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static String phrase(Arguments line) throws ConfigException {
        if (line.text(0).startsWith("exec:")) {
            throw line.wrong("SessionCryptoPassphrase: no program is run for it here; use SessionCryptoPassphraseFile");
        }
        return line.text(0);
    }

    private static List<String> phrases(Arguments line) throws ConfigException {
        String text = new String(line.read(line.path(0)), StandardCharsets.ISO_8859_1);
        // Each word is one: a phrase of several is quoted.
        return text.lines().flatMap(words -> Words.of(words).stream()).toList();
    }

    private static Method method(Arguments line) throws ConfigException {
        Method method = Method.of(line.text(0));
        if (method == null) {
            throw line.wrong("cipher '" + line.text(0)
                    + "' not recognised by crypto driver. session encryption not possible, options: aes256, aes192, aes128, 3des192");
        }
        return method;
    }

    private static final class Codec implements SessionCodec {
        private final SealedText seals = new SealedText();

        @Override
        public String encode(Request request, String text) throws IOException {
            List<String> phrases = request.get(PHRASES);
            if (phrases.isEmpty()) {
                return text;
            }
            Method method = request.get(METHOD);
            try {
                return request.connection()
                        .transport()
                        .waiter()
                        .elsewhere(() -> seals.seal(method, phrases.getFirst(), text));
            } catch (Exception failed) {
                request.log().debug(SHORT_NAME, 1841, "encrypt session failed");
                throw new IOException("encrypt session failed", failed);
            }
        }

        @Override
        public String decode(Request request, String text) throws IOException {
            List<String> phrases = request.get(PHRASES);
            if (phrases.isEmpty()) {
                return text;
            }
            byte[] sealed = SealedText.bytes(text);
            if (sealed == null) {
                request.log().debug(SHORT_NAME, 10005, "too short to decrypt, aborting");
                throw refused(request, null);
            }
            try {
                for (String phrase : phrases) {
                    if (SealedText.isSignedBy(phrase, sealed)) {
                        Method method = request.get(METHOD);
                        return request.connection()
                                .transport()
                                .waiter()
                                .elsewhere(() -> seals.open(method, phrase, sealed));
                    }
                    request.log().debug(SHORT_NAME, 10006, "auth does not match, skipping");
                }
            } catch (GeneralSecurityException failed) {
                throw refused(request, failed);
            } catch (Exception failed) {
                throw new IOException("a session could not be decrypted", failed);
            }
            throw refused(request, null);
        }

        private static IOException refused(Request request, Exception why) {
            request.log().info(SHORT_NAME, 1840, "decryption failed");
            request.log().error(SHORT_NAME, 1842, "decrypt session failed, wrong passphrase?");
            return new IOException("decrypt session failed", why);
        }
    }
}
