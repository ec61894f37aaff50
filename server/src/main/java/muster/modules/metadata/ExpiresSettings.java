package muster.modules.metadata;

import java.util.HashMap;
import java.util.Map;
import muster.config.ConfigSlot;
import org.jspecify.annotations.Nullable;

/// What a section says of lifetimes.
///
/// @param active ExpiresActive, null where nothing is said
/// @param byType ExpiresByType, by media types in lower case; `image/*` for all of one kind
/// @param otherwise ExpiresDefault, null where nothing is said
record ExpiresSettings(@Nullable Boolean active, Map<String, Lifetime> byType, @Nullable Lifetime otherwise) {
    static final ExpiresSettings UNSET = new ExpiresSettings(null, Map.of(), null);
    static final ConfigSlot<ExpiresSettings> SLOT = ConfigSlot.directory("ExpiresActive", UNSET, ExpiresSettings::merge);

    ExpiresSettings withActive(boolean on) {
        return new ExpiresSettings(on, byType, otherwise);
    }

    ExpiresSettings withType(String type, Lifetime lifetime) {
        var more = new HashMap<>(byType);
        more.put(type, lifetime);
        return new ExpiresSettings(active, Map.copyOf(more), otherwise);
    }

    ExpiresSettings withOtherwise(Lifetime lifetime) {
        return new ExpiresSettings(active, byType, lifetime);
    }

    boolean saysAnything() {
        return active == Boolean.TRUE && (otherwise != null || !byType.isEmpty());
    }

    /// For content of a type without parameters, in lower case; null for content without one.
    @Nullable Lifetime of(@Nullable String type) {
        Lifetime exact = type == null ? null : byType.get(type);
        if (exact == null && type != null && type.indexOf('/') >= 0) {
            exact = byType.get(type.substring(0, type.indexOf('/') + 1) + "*");
        }
        return exact != null ? exact : otherwise;
    }

    static ExpiresSettings merge(ExpiresSettings outer, ExpiresSettings inner) {
        var types = new HashMap<>(outer.byType);
        types.putAll(inner.byType);
        return new ExpiresSettings(
                inner.active != null ? inner.active : outer.active,
                Map.copyOf(types),
                inner.otherwise != null ? inner.otherwise : outer.otherwise);
    }
}
