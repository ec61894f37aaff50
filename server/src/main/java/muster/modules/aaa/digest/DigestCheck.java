package muster.modules.aaa.digest;

import java.io.IOException;
import java.util.List;
import muster.core.Authentication;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;
import muster.log.LogLevel;
import muster.modules.aaa.authn.AuthnProvider.Answer;
import muster.modules.aaa.authn.AuthnProvider.RealmHash;
import muster.modules.aaa.authn.ProviderList;
import org.jspecify.annotations.Nullable;

/// Whether a request's user has proved to know his password: the fields one after another, in httpd's order, each complaint in its words.
record DigestCheck(Registry registry, DigestChallenge challenge) {
    private static final String TYPE = "Digest";
    private static final String MODULE = AuthDigestModule.SHORT_NAME;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int INTERNAL_ERROR = 500;
    private static final long MICROS = 1_000_000;

    Verdict authenticate(Request request) throws HttpException, IOException {
        if (!TYPE.equalsIgnoreCase(Authentication.type(request))) {
            return Verdict.DECLINED;
        }
        String realm = Authentication.name(request);
        if (realm == null) {
            request.log().error(MODULE, 1780, "need AuthName: " + request.path());
            throw new HttpException(INTERNAL_ERROR, "");
        }
        var check = new Check(request, request.get(DigestSettings.SLOT), DigestExchange.of(request), realm);
        check.fields();
        check.uri();
        check.names();
        String hash = check.userHash(registry);
        check.response(hash);
        check.nonceCount();
        check.nonce();
        check.exchange.userHash = hash;
        return Verdict.OK;
    }

    /// One request's fields.
    private final class Check {
        private final Request request;
        private final DigestSettings settings;
        private final DigestExchange exchange;
        private final String realm;
        private final DigestFields sent;

        Check(Request request, DigestSettings settings, DigestExchange exchange, String realm) {
            this.request = request;
            this.settings = settings;
            this.exchange = exchange;
            this.realm = realm;
            this.sent = exchange.fields();
        }

        private HttpException refused(int number, String message) {
            request.log().error(MODULE, number, message);
            return unauthorized(false);
        }

        private HttpException unauthorized(boolean stale) {
            challenge.send(request, settings, exchange, stale);
            return new HttpException(UNAUTHORIZED, "");
        }

        void fields() throws HttpException {
            switch (sent.status()) {
                case ABSENT -> throw unauthorized(false);
                case OTHER_SCHEME ->
                    throw refused(1781, "client used wrong authentication scheme `" + sent.scheme() + "': " + request.path());
                case INCOMPLETE ->
                    throw refused(
                            1782,
                            "missing user, realm, nonce, uri, digest, cnonce, or nonce_count in authorization header: "
                                    + request.path());
                case COMPLETE -> request.authenticated(sent.user(), TYPE); // not proved yet, but logs shall name him
            }
        }

        /// Otherwise one page's proof would open another.
        void uri() throws HttpException {
            String target = request.original().target();
            if (sent.uri().equals(target)) {
                return;
            }
            DigestUri hashed = DigestUri.parse(sent.uri());
            if (hashed == null) {
                request.log().error(MODULE, 1783, "invalid uri <" + sent.uri() + "> in Authorization header");
                throw new HttpException(BAD_REQUEST, "");
            }
            DigestUri asked = DigestUri.parse(target);
            if (asked != null && hashed.query() == null && asked.query() != null && leavesQueriesOut()) {
                request.log().info(MODULE, 1784, "applying AuthDigestEnableQueryStringHack to uri <" + target + ">");
                hashed = hashed.withQuery(asked.query());
            }
            if (asked == null || !hashed.standsFor(asked, request)) {
                request.log()
                        .error(MODULE, 1786, "uri mismatch - <" + sent.uri() + "> does not match request-uri <" + target + ">");
                throw new HttpException(BAD_REQUEST, "");
            }
        }

        /// As old browsers did: BrowserMatch may name them.
        private boolean leavesQueriesOut() {
            return request.environment().has("AuthDigestEnableQueryStringHack");
        }

        void names() throws HttpException {
            if (sent.opaque() != null && sent.client() == 0) {
                throw refused(1787, "received invalid opaque - got `" + sent.opaque() + "'");
            }
            if (!sent.realm().equals(realm)) {
                throw refused(1788, "realm mismatch - got `" + sent.realm() + "' but expected `" + realm + "'");
            }
            String algorithm = sent.algorithm();
            if (algorithm != null && !algorithm.equalsIgnoreCase("MD5")) {
                throw refused(1789, "unknown algorithm `" + algorithm + "' received: " + request.path());
            }
        }

        String userHash(Registry providers) throws HttpException, IOException {
            List<ProviderList.Named> list = settings.providers().orDefault(providers);
            if (list == null) {
                request.log().error(MODULE, 1770, "No Authn provider configured");
                throw new HttpException(INTERNAL_ERROR, "");
            }
            RealmHash found = ProviderList.realmHash(list, request, sent.user(), realm);
            String hash = found.hash();
            if (hash != null) {
                return hash;
            }
            String who = "user `" + sent.user() + "' in realm `" + realm + "' ";
            if (found.answer() == Answer.USER_NOT_FOUND) {
                throw refused(1790, who + "not found: " + request.path());
            }
            if (found.answer() == Answer.DENIED) {
                throw refused(1791, who + "denied by provider: " + request.path());
            }
            throw new HttpException(INTERNAL_ERROR, ""); // the provider has said why
        }

        void response(String hash) throws HttpException {
            String qop = sent.qop();
            if (qop != null && !settings.takes(qop)) {
                throw refused(1793, "invalid qop `" + qop + "' received: " + request.path());
            }
            if (!DigestExchange.isEqual(sent.response(), exchange.expectedResponse(hash))) {
                throw refused(qop == null ? 1792 : 1794, "user " + sent.user() + ": password mismatch: " + request.path());
            }
        }

        void nonceCount() throws HttpException {
            if (!settings.countsNonces()) {
                return;
            }
            String text = sent.nonceCount();
            if (settings.withoutQop()) {
                if (text != null) {
                    throw refused(1772, "invalid nc " + text + " received - no nonce count allowed when qop=none");
                }
                return;
            }
            long count = number(text);
            if (count < 0) {
                throw refused(1773, "invalid nc " + text + " received - not a number");
            }
            if (exchange.client == 0) {
                throw unauthorized(false);
            }
            long counted = challenge.clients().counted(exchange.client);
            if (count != counted) {
                throw refused(
                        1774,
                        "Warning, possible replay attack: nonce-count check failed: " + count + " != " + counted);
            }
        }

        private static long number(@Nullable String text) {
            try {
                return text == null || text.length() > 8 ? -1 : Long.parseLong(text.strip(), 16);
            } catch (NumberFormatException _) {
                return -1;
            }
        }

        /// Last of all: whoever comes with a nonce that is only too old need not ask his user again.
        void nonce() throws HttpException {
            String nonce = sent.nonce();
            String expected = challenge.nonces().expectedHash(nonce, realm, sent.opaque());
            if (!DigestExchange.isEqual(expected, Nonces.hash(nonce))) {
                // httpd tells what it should be: whoever reads the log could make nonces of his own.
                request.log().error(MODULE, 1776, "invalid nonce " + nonce + " received - hash is not ours");
                throw unauthorized(true);
            }
            age(nonce);
        }

        private void age(String nonce) throws HttpException {
            long age = DigestChallenge.micros(request) - Nonces.time(nonce);
            long lifetime = settings.lifetime();
            if (lifetime > 0 && age < 0) {
                request.log().error(MODULE, 1777, "invalid nonce " + nonce + " received - user attempted time travel");
                throw unauthorized(true);
            }
            if (lifetime > 0 && age > lifetime * MICROS) {
                String message = "user %s: nonce expired (%d.00 seconds old - max lifetime %d.00) - sending new nonce"
                        .formatted(sent.user(), age / MICROS, lifetime);
                request.log().write(LogLevel.INFO, MODULE, 1778, message);
                throw unauthorized(true);
            }
            if (lifetime == 0 && exchange.client != 0 && !challenge.clients().isLastNonce(exchange.client, nonce)) {
                request.log().info(MODULE, 1779, "user " + sent.user() + ": one-time-nonce mismatch - sending new nonce");
                throw unauthorized(true);
            }
        }
    }
}
