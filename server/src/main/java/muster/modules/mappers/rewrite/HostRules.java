package muster.modules.mappers.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is said at the top of a server or virtual host. Immutable.
///
/// @param said false where nothing was said at all
/// @param inVirtualHost whether it was (also) said in a virtual host: one that is silent doesn't take over the main server's rules
/// @param options of [RewriteOptions]; null if not said
/// @param pending conditions that wait for their rule
record HostRules(
        boolean said,
        boolean inVirtualHost,
        @Nullable Integer options,
        Map<String, RewriteMap> maps,
        List<Condition> pending,
        RuleList rules) {
    static final HostRules UNSAID = new HostRules(false, false, null, Map.of(), List.of(), RuleList.EMPTY);

    int optionBits() {
        return options == null ? 0 : options;
    }

    boolean has(int option) {
        return (optionBits() & option) != 0;
    }

    /// That something was said here.
    HostRules spoken(boolean virtualHost) {
        return new HostRules(true, virtualHost, options, maps, pending, rules);
    }

    HostRules withOption(int bit) {
        return new HostRules(said, inVirtualHost, optionBits() | bit, maps, pending, rules);
    }

    HostRules with(String name, RewriteMap map) {
        var more = new HashMap<>(maps);
        more.put(name, map);
        return new HostRules(said, inVirtualHost, options, Map.copyOf(more), pending, rules);
    }

    HostRules with(Condition condition) {
        return new HostRules(said, inVirtualHost, options, maps, and(pending, condition), rules);
    }

    HostRules with(Rule rule) {
        return new HostRules(said, inVirtualHost, options, maps, List.of(), rules.with(rule));
    }

    /// What a virtual host that never speaks of rewriting may use of this, the main server's.
    HostRules mapsOnly() {
        return new HostRules(false, false, options, maps, List.of(), RuleList.EMPTY);
    }

    static List<Condition> and(List<Condition> before, Condition next) {
        var more = new ArrayList<>(before);
        more.add(next);
        return List.copyOf(more);
    }

    /// A virtual host's rules over the main server's.
    static HostRules merge(HostRules outer, HostRules inner) {
        if (!inner.said) {
            return outer;
        }
        if (!outer.said) {
            return inner;
        }
        return outer.inherited(inner);
    }

    /// What a virtual host that speaks of rewriting takes over from this, the main server.
    HostRules inherited(HostRules inner) {
        Integer merged = inner.options == null ? options : inner.options;
        return switch (RewriteOptions.inheritance(optionBits(), merged == null ? 0 : merged)) {
            case NONE -> new HostRules(true, true, merged, inner.maps, inner.pending, inner.rules);
            case INNER_FIRST -> new HostRules(
                    true, true, merged, over(maps, inner.maps), inner.pending, inner.rules.and(rules));
            case OUTER_FIRST -> new HostRules(
                    true, true, merged, over(inner.maps, maps), inner.pending, rules.and(inner.rules));
        };
    }

    /// The second's maps hide the first's of the same name.
    private static Map<String, RewriteMap> over(Map<String, RewriteMap> hidden, Map<String, RewriteMap> seen) {
        var all = new HashMap<>(hidden);
        all.putAll(seen);
        return Map.copyOf(all);
    }
}
