package muster.modules.mappers.rewrite;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import muster.core.Request;
import muster.core.Section;
import muster.core.VirtualHost;

/// Which rules and maps a host has. A virtual host has its own, and the main server's only if RewriteOptions says so; one that doesn't
/// speak of rewriting anywhere has none, but may use the main server's maps in sections.
final class RulesOfHosts {
    /// Of virtual hosts that say nothing at their top. Replaced as a whole.
    private volatile Map<VirtualHost, HostRules> silent = new IdentityHashMap<>();

    /// @param merged the host part of the request's settings
    /// @return with [HostRules#said] false for a host that doesn't speak of rewriting
    HostRules of(Request request, HostRules merged) {
        VirtualHost host = request.host();
        VirtualHost main = request.server().mainHost();
        if (merged.inVirtualHost() || host == main) {
            return merged;
        }
        HostRules known = silent.get(host);
        if (known == null) {
            known = ofSilent(host, main, merged);
            var more = new IdentityHashMap<>(silent);
            more.put(host, known);
            silent = more;
        }
        return known;
    }

    private static HostRules ofSilent(VirtualHost host, VirtualHost main, HostRules merged) {
        return speaks(host, main) ? merged.inherited(HostRules.UNSAID) : merged.mapsOnly();
    }

    /// Whether a section of the host's own says anything about rewriting.
    private static boolean speaks(VirtualHost host, VirtualHost main) {
        return speaks(host.directories(), main.directories())
                || speaks(host.directoryMatches(), main.directoryMatches())
                || speaks(host.files(), main.files())
                || speaks(host.locations(), main.locations())
                || speaks(host.conditions(), main.conditions());
    }

    private static boolean speaks(List<Section> sections, List<Section> others) {
        for (Section section : sections) {
            boolean own = !others.contains(section);
            if (own && (section.settings().sets(RewriteSettings.SLOT) || speaks(section.nested(), List.of()))) {
                return true;
            }
        }
        return false;
    }
}
