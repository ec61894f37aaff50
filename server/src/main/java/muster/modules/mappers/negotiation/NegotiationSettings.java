package muster.modules.mappers.negotiation;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import org.jspecify.annotations.Nullable;

/// What a section says about languages.
///
/// @param priority LanguagePriority; null where nothing is said
/// @param force ForceLanguagePriority, as bits of the constants here; 0 where nothing is said
record NegotiationSettings(@Nullable List<String> priority, int force) {
    static final int NONE = 1;
    /// Among equals the order of LanguagePriority decides.
    static final int PREFER = 2;
    /// Where no language is acceptable the order of LanguagePriority decides.
    static final int FALLBACK = 4;

    static final NegotiationSettings UNSET = new NegotiationSettings(null, 0);

    static final ConfigSlot<NegotiationSettings> SLOT =
            ConfigSlot.directory("LanguagePriority", UNSET, NegotiationSettings::merge);
    /// CacheNegotiatedDocs: caches of HTTP/1.0 may store what was negotiated.
    static final ConfigSlot<Boolean> CACHE = ConfigSlot.serverValue("CacheNegotiatedDocs", false);

    NegotiationSettings withLanguage(String tag) {
        var more = new ArrayList<String>();
        if (priority != null) {
            more.addAll(priority);
        }
        more.add(tag);
        return new NegotiationSettings(List.copyOf(more), force);
    }

    NegotiationSettings withForce(int bits) {
        return new NegotiationSettings(priority, bits);
    }

    boolean forces(int bit) {
        return ((force == 0 ? PREFER : force) & bit) != 0;
    }

    static NegotiationSettings merge(NegotiationSettings outer, NegotiationSettings inner) {
        return new NegotiationSettings(
                inner.priority != null ? inner.priority : outer.priority, inner.force != 0 ? inner.force : outer.force);
    }
}
