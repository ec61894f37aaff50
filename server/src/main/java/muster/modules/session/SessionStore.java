package muster.modules.session;

import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// Where sessions are kept between requests. Modules offer theirs with `registry.provider(SessionStore.class, "cookie", ...)`.
public interface SessionStore {
    /// The names that [Sessions] looks for, in order.
    String[] NAMES = {"cookie", "dbd"};

    /// The session that a request belongs to, perhaps a new one; null if this store isn't to be used here.
    @Nullable Session load(Request request);

    /// Stores what is in [Session#encoded].
    /// @return false if this store isn't to be used here
    boolean save(Request request, Session session);
}
