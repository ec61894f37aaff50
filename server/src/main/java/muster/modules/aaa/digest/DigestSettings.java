package muster.modules.aaa.digest;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.modules.aaa.authn.ProviderList;
import org.jspecify.annotations.Nullable;

/// What the directives of mod_auth_digest say of a section. An inner section that says any of it says all of it, as in httpd.
///
/// @param qop as written; none if nothing is said, which means `auth`
/// @param lifetime of nonces in seconds; 0 makes them good for one request, below 0 for ever
/// @param countsNonces AuthDigestNcCheck
/// @param domain the URIs of AuthDigestDomain, with a blank between them; null if unset
record DigestSettings(
        ProviderList providers, List<String> qop, long lifetime, boolean countsNonces, @Nullable String domain) {
    private static final int USUAL_LIFETIME = 300;

    static final DigestSettings UNSET = new DigestSettings(ProviderList.UNSET, List.of(), USUAL_LIFETIME, false, null);

    static final ConfigSlot<DigestSettings> SLOT = ConfigSlot.directoryValue("AuthDigestProvider", UNSET);

    DigestSettings with(ProviderList list) {
        return new DigestSettings(list, qop, lifetime, countsNonces, domain);
    }

    DigestSettings withQop(String option) {
        if (option.equalsIgnoreCase("none")) {
            var replaced = new ArrayList<>(qop);
            if (!replaced.isEmpty()) {
                replaced.removeFirst();
            }
            replaced.addFirst("none");
            return new DigestSettings(providers, List.copyOf(replaced), lifetime, countsNonces, domain);
        }
        var more = new ArrayList<>(qop);
        more.add(option);
        return new DigestSettings(providers, List.copyOf(more), lifetime, countsNonces, domain);
    }

    DigestSettings lasting(long seconds) {
        return new DigestSettings(providers, qop, seconds, countsNonces, domain);
    }

    DigestSettings counting(boolean on) {
        return new DigestSettings(providers, qop, lifetime, on, domain);
    }

    DigestSettings inDomain(String uri) {
        return new DigestSettings(providers, qop, lifetime, countsNonces, domain == null ? uri : domain + " " + uri);
    }

    /// Whether clients do it as RFC 2069 had it.
    boolean withoutQop() {
        return !qop.isEmpty() && qop.getFirst().equalsIgnoreCase("none");
    }

    boolean takes(String option) {
        return qop.isEmpty() ? option.equalsIgnoreCase("auth") : qop.stream().anyMatch(option::equalsIgnoreCase);
    }

    /// Whether clients must be told apart.
    boolean needsClients() {
        return countsNonces || lifetime == 0;
    }
}
