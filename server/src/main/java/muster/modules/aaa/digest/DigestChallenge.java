package muster.modules.aaa.digest;

import muster.core.Authentication;
import muster.core.Request;

/// Gives out nonces: in `WWW-Authenticate`, and as `nextnonce`.
///
/// @param clients where they are counted
record DigestChallenge(Nonces nonces, DigestClients clients) {
    /// Says how to log in.
    /// @param stale whether the client need not ask its user again: only its nonce was too old
    void send(Request request, DigestSettings settings, DigestExchange exchange, boolean stale) {
        boolean old = stale;
        String sent = exchange.fields().opaque();
        String opaque = sent == null ? "" : sent;
        if (sent == null ? settings.needsClients() : exchange.client == 0) {
            old |= sent != null; // his place has been taken meanwhile
            exchange.client = clients.add();
            opaque = Long.toHexString(exchange.client);
        } else if (exchange.client != 0) {
            clients.resetCount(exchange.client);
        }
        String realm = Authentication.realm(request);
        String field = "Digest realm=\"" + (realm == null ? "" : realm) + "\", nonce=\""
                + nonce(request, settings, exchange, opaque) + "\", algorithm=MD5"
                + (opaque.isEmpty() ? "" : ", opaque=\"" + opaque + "\"")
                + (settings.domain() == null ? "" : ", domain=\"" + settings.domain() + "\"")
                + (old ? ", stale=true" : "")
                + qop(settings);
        request.response().errorHeaders().merge("WWW-Authenticate", field);
    }

    private static String qop(DigestSettings settings) {
        if (settings.withoutQop()) {
            return "";
        }
        return ", qop=\"" + (settings.qop().isEmpty() ? "auth" : String.join(",", settings.qop())) + "\"";
    }

    String nonce(Request request, DigestSettings settings, DigestExchange exchange, String opaque) {
        String name = Authentication.name(request);
        long time = settings.lifetime() == 0 ? clients.onceOnly() : micros(request);
        String nonce = nonces.make(time, name == null ? "" : name, opaque);
        if (settings.lifetime() == 0 && exchange.client != 0) {
            clients.lastNonce(exchange.client, nonce);
        }
        return nonce;
    }

    static long micros(Request request) {
        return request.startMillis() * 1000;
    }
}
