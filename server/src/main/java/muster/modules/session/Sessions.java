package muster.modules.session;

import java.io.IOException;
import muster.core.Registry;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// Loads and stores sessions: what mod_session offers other modules, with `registry.provider(Sessions.class, Sessions.PROVIDER)`.
public final class Sessions {
    public static final String PROVIDER = "session";

    private static final String MODULE = SessionModule.SHORT_NAME;
    private static final long MICROS = 1_000_000;

    private final Registry registry;

    Sessions(Registry registry) {
        this.registry = registry;
    }

    /// The session that a request belongs to, perhaps a new one; null if there are none here.
    public @Nullable Session load(Request request) {
        SessionSettings settings = request.get(SessionSettings.SLOT);
        if (!settings.isOn()) {
            return null;
        }
        String url = request.path().text();
        if (!settings.covers(url)) {
            request.log().debug(MODULE, 1814, "excluded by configuration for: " + url);
            return null;
        }
        Session session = stored(request);
        if (session == null) {
            request.log()
                    .warn(
                            MODULE,
                            1815,
                            "session is enabled but no session modules have been configured, session not loaded: " + url);
            return null;
        }
        decode(request, session);
        long now = now();
        if (session.expiry() != 0 && session.expiry() < now) {
            session.clear();
        }
        Long maxAge = settings.maxAge();
        if (maxAge != null && maxAge != 0) {
            if (session.expiry() == 0) {
                session.expiry(now + maxAge * MICROS);
            }
            session.maxAge(maxAge);
        }
        return session;
    }

    private @Nullable Session stored(Request request) {
        for (String name : SessionStore.NAMES) {
            SessionStore store = registry.provider(SessionStore.class, name);
            Session session = store == null ? null : store.load(request);
            if (session != null) {
                return session;
            }
        }
        return null;
    }

    private void decode(Request request, Session session) {
        String text = session.encoded();
        if (text == null) {
            return;
        }
        session.encoded(null);
        SessionCodec codec = registry.provider(SessionCodec.class, SessionCodec.CRYPTO);
        try {
            SessionForm.decode(session, codec == null || text.isEmpty() ? text : codec.decode(request, text));
        } catch (IOException unreadable) {
            request.log()
                    .error(
                            MODULE,
                            1817,
                            "error while decoding the session, session not loaded: " + request.path());
            session.clear();
        }
    }

    /// Stores a session, if anything of it has changed.
    void save(Request request, Session session) {
        SessionSettings settings = request.get(SessionSettings.SLOT);
        long now = now();
        long before = session.expiry();
        if (before != 0 && before < now) {
            request.log()
                    .warn(
                            MODULE,
                            1819,
                            "attempt made to save a session when the session had already expired, session not saved: "
                                    + request.path());
            return;
        }
        Long maxAge = settings.maxAge();
        if (maxAge != null && maxAge != 0) {
            session.maxAge(maxAge);
        }
        if (session.maxAge() != 0 && (session.isDirty() || maxAge != null && maxAge != 0)) {
            session.expiry(now + session.maxAge() * MICROS);
        }
        Long interval = settings.updateInterval();
        boolean hardlyChanged =
                interval != null && interval != 0 && session.expiry() - before < interval;
        if (!session.isDirty() && (hardlyChanged || session.maxAge() == 0)) {
            return;
        }
        store(request, session);
    }

    private void store(Request request, Session session) {
        String url = request.path().text();
        SessionCodec codec = registry.provider(SessionCodec.class, SessionCodec.CRYPTO);
        try {
            String text = SessionForm.encode(session);
            session.encoded(codec == null || text.isEmpty() ? text : codec.encode(request, text));
        } catch (IOException failed) {
            request.log().error(MODULE, 1820, "error while encoding the session, session not saved: " + url);
            return;
        }
        for (String name : SessionStore.NAMES) {
            SessionStore store = registry.provider(SessionStore.class, name);
            if (store != null && store.save(request, session)) {
                session.written();
                return;
            }
        }
        request.log()
                .warn(
                        MODULE,
                        1821,
                        "session is enabled but no session modules have been configured, session not saved: " + url);
    }

    private static long now() {
        return System.currentTimeMillis() * 1000;
    }
}
