package muster.modules.session;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import org.jspecify.annotations.Nullable;

/// What the directives of mod_session say; null where nothing is said.
///
/// @param maxAge in seconds; 0 for ever
/// @param header SessionHeader: a response field whose value changes the session
/// @param environment whether programs see the session
/// @param includes URL prefixes that alone have one
/// @param excludes URL prefixes that don't
/// @param updateInterval by how many microseconds the end may differ without being stored anew
record SessionSettings(
        @Nullable Boolean enabled,
        @Nullable Long maxAge,
        @Nullable String header,
        @Nullable Boolean environment,
        List<String> includes,
        List<String> excludes,
        @Nullable Long updateInterval) {
    static final SessionSettings UNSET = new SessionSettings(null, null, null, null, List.of(), List.of(), null);

    static final ConfigSlot<SessionSettings> SLOT =
            ConfigSlot.directory("Session", UNSET, SessionSettings::merge);

    private static SessionSettings merge(SessionSettings outer, SessionSettings inner) {
        return new SessionSettings(
                inner.enabled == null ? outer.enabled : inner.enabled,
                inner.maxAge == null ? outer.maxAge : inner.maxAge,
                inner.header == null ? outer.header : inner.header,
                inner.environment == null ? outer.environment : inner.environment,
                together(outer.includes, inner.includes),
                together(outer.excludes, inner.excludes),
                inner.updateInterval == null ? outer.updateInterval : inner.updateInterval);
    }

    private static List<String> together(List<String> outer, List<String> inner) {
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return List.copyOf(all);
    }

    static SessionSettings enabled(boolean on) {
        return new SessionSettings(on, null, null, null, List.of(), List.of(), null);
    }

    static SessionSettings lasting(long seconds) {
        return new SessionSettings(null, seconds, null, null, List.of(), List.of(), null);
    }

    static SessionSettings changedBy(String field) {
        return new SessionSettings(null, null, field, null, List.of(), List.of(), null);
    }

    static SessionSettings inEnvironment(boolean on) {
        return new SessionSettings(null, null, null, on, List.of(), List.of(), null);
    }

    static SessionSettings including(String prefix) {
        return new SessionSettings(null, null, null, null, List.of(prefix), List.of(), null);
    }

    static SessionSettings excluding(String prefix) {
        return new SessionSettings(null, null, null, null, List.of(), List.of(prefix), null);
    }

    static SessionSettings updatedEvery(long micros) {
        return new SessionSettings(null, null, null, null, List.of(), List.of(), micros);
    }

    /// This, with what another line of the same section says.
    SessionSettings and(SessionSettings line) {
        return merge(this, line);
    }

    boolean isOn() {
        return Boolean.TRUE.equals(enabled);
    }

    boolean covers(String url) {
        return (includes.isEmpty() || includes.stream().anyMatch(url::startsWith))
                && excludes.stream().noneMatch(url::startsWith);
    }
}
