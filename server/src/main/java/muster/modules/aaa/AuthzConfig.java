package muster.modules.aaa;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.Position;
import org.jspecify.annotations.Nullable;

/// What a section says of authorization.
///
/// @param rules its lines and groups, not yet joined
/// @param group the joined rules of outer sections and this one; null where nobody said anything
/// @param merging how this section's rules go with an outer section's
/// @param forbidden AuthzSendForbiddenOnFailure; null if unset
record AuthzConfig(
        List<Rule> rules, Rule.@Nullable Group group, Merging merging, @Nullable Boolean forbidden) {
    /// `AuthMerging`.
    enum Merging {
        UNSET,
        OFF,
        AND,
        OR
    }

    static final AuthzConfig UNSET = new AuthzConfig(List.of(), null, Merging.UNSET, null);

    static final ConfigSlot<AuthzConfig> SLOT = ConfigSlot.directory("Require", UNSET, AuthzConfig::merge);

    /// With one more rule. Lines outside a group are alternatives, as in `<RequireAny>`.
    AuthzConfig plus(Rule rule) {
        var more = new ArrayList<>(rules);
        more.add(rule);
        Position position = group == null ? rule.position() : group.position();
        return new AuthzConfig(
                List.copyOf(more),
                new Rule.Group(Rule.Join.ANY, false, null, more, "<RequireAny>", position),
                merging,
                forbidden);
    }

    AuthzConfig with(Merging how) {
        return new AuthzConfig(rules, group, how, forbidden);
    }

    AuthzConfig sendingForbidden(boolean on) {
        return new AuthzConfig(rules, group, merging, on);
    }

    /// Without AuthMerging an inner section that says anything replaces what outer ones said.
    static AuthzConfig merge(AuthzConfig outer, AuthzConfig inner) {
        Boolean forbidden = inner.forbidden == null ? outer.forbidden : inner.forbidden;
        boolean silent = inner.group == null && inner.merging == Merging.UNSET;
        if (silent) {
            return new AuthzConfig(outer.rules, outer.group, outer.merging, forbidden);
        }
        boolean joins = inner.merging == Merging.AND || inner.merging == Merging.OR;
        if (!joins || outer.group == null) {
            return new AuthzConfig(inner.rules, inner.group, inner.merging, forbidden);
        }
        if (inner.group == null) {
            return new AuthzConfig(outer.rules, outer.group, inner.merging, forbidden);
        }
        boolean all = inner.merging == Merging.AND;
        var both = new Rule.Group(
                all ? Rule.Join.ALL : Rule.Join.ANY,
                false,
                null,
                List.of(outer.group, inner.group),
                all ? "<RequireAll>" : "<RequireAny>",
                inner.group.position());
        return new AuthzConfig(List.of(both), both, inner.merging, forbidden);
    }
}
