package muster.modules.aaa.digest;

import muster.config.ConfigSource;
import muster.core.Authentication;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import org.jspecify.annotations.Nullable;

/// mod_auth_digest: users prove that they know a password without sending it.
public final class AuthDigestModule implements Module {
    static final String SHORT_NAME = "auth_digest";

    private static final String TYPE = "Digest";
    /// A client is given the next nonce when the one it has will be too old in less than this.
    private static final long SOON_MICROS = 30_000_000;

    private static final String NONCE_KEY = "nonces of auth_digest";
    private static final String CLIENTS = "clients of auth_digest";

    @Override
    public String name() {
        return "auth_digest_module";
    }

    @Override
    public String file() {
        return "mod_auth_digest.c";
    }

    @Override
    public void register(Registry registry) {
        new DigestDirectives(registry).register();
        var digest = new Digest(registry);
        registry.configured((compiled, source, _) ->
                digest.start(source, compiled.mainHost().settings().get(DigestDirectives.PLACES)));
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.MIDDLE, digest::count);
        registry.hook(Phase.CHECK_USER_ID, Hook.Place.MIDDLE, request -> digest.check().authenticate(request));
        registry.hook(Phase.NOTE_AUTH_FAILURE, Hook.Place.MIDDLE, digest::note);
        registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, digest::tellNext);
    }

    /// What holds for a generation.
    private static final class Digest {
        private final Registry registry;
        private @Nullable DigestCheck check;

        Digest(Registry registry) {
            this.registry = registry;
        }

        void start(ConfigSource source, int places) {
            var nonces = new Nonces(source.key(NONCE_KEY, Nonces.KEY_BYTES));
            var clients = new DigestClients(source.shared(CLIENTS, DigestClients.bytes(places)));
            check = new DigestCheck(registry, new DigestChallenge(nonces, clients));
        }

        DigestCheck check() {
            DigestCheck started = check;
            if (started == null) {
                throw new IllegalStateException("the configuration isn't complete yet");
            }
            return started;
        }

        /// A client counts every request in which it sends the field, asked for or not.
        Verdict count(Request request) {
            String field = request.previous() == null ? request.headers().get("Authorization") : null;
            if (field == null || !field.regionMatches(true, 0, TYPE, 0, TYPE.length())) {
                return Verdict.DECLINED;
            }
            DigestExchange exchange = DigestExchange.of(request);
            long number = exchange.fields().client();
            if (number != 0) {
                DigestClients clients = check().challenge().clients();
                boolean known = clients.has(number);
                request.log().debug(SHORT_NAME, known ? 1764 : 1765, "get_client(): client " + Long.toUnsignedString(number)
                        + (known ? " found" : " not found"));
                if (known) {
                    exchange.client = number;
                    if (exchange.fields().status() == DigestFields.Status.COMPLETE) {
                        clients.count(number);
                    }
                }
            }
            return Verdict.DECLINED;
        }

        Verdict note(Request request) {
            if (!TYPE.equalsIgnoreCase(Authentication.type(request))) {
                return Verdict.DECLINED;
            }
            check().challenge().send(request, request.get(DigestSettings.SLOT), DigestExchange.of(request), false);
            return Verdict.OK;
        }

        /// `Authentication-Info`.
        Verdict tellNext(Request request) {
            DigestExchange exchange = DigestExchange.ofSame(request);
            String hash = exchange == null ? null : exchange.userHash;
            if (exchange == null || hash == null) {
                return Verdict.OK;
            }
            DigestSettings settings = request.get(DigestSettings.SLOT);
            String next = next(request, settings, exchange);
            boolean old = settings.withoutQop() && exchange.fields().qop() == null;
            String info = old ? next : exchange.authenticationInfo(hash, next);
            if (!info.isEmpty()) {
                request.response().headers().merge("Authentication-Info", info);
            }
            return Verdict.OK;
        }

        private String next(Request request, DigestSettings settings, DigestExchange exchange) {
            DigestChallenge challenge = check().challenge();
            String sent = exchange.fields().opaque();
            String opaque = sent == null ? "" : sent;
            long lifetime = settings.lifetime() * 1_000_000;
            if (lifetime > 0) {
                long age = DigestChallenge.micros(request) - Nonces.time(exchange.fields().nonce());
                if (age <= lifetime - SOON_MICROS) {
                    return "";
                }
                if (exchange.client != 0) {
                    challenge.clients().resetCount(exchange.client);
                }
            } else if (lifetime < 0 || exchange.client == 0) {
                return "";
            }
            return ", nextnonce=\"" + challenge.nonce(request, settings, exchange, opaque) + "\"";
        }
    }
}
