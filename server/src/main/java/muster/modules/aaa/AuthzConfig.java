package muster.modules.aaa;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.Position;
import org.jspecify.annotations.Nullable;

/// What a section says of authorization.
///
/// @param group its lines and groups, joined with those of outer sections by AuthMerging; null where nobody said anything
/// @param merging how this section's rules go with an outer section's
/// @param forbidden AuthzSendForbiddenOnFailure; null if unset
record AuthzConfig(Rule.@Nullable Group group, Merging merging, @Nullable Boolean forbidden) {
    /// `AuthMerging`.
    enum Merging {
        UNSET,
        OFF,
        AND,
        OR;

        boolean joins() {
            return this == AND || this == OR;
        }
    }

    static final AuthzConfig UNSET = new AuthzConfig(null, Merging.UNSET, null);

    static final ConfigSlot<AuthzConfig> SLOT = ConfigSlot.directory("Require", UNSET, AuthzConfig::merge);

    /// The section's rules so far; of a `<RequireAll>` and its kin, its members.
    List<Rule> rules() {
        return group == null ? List.of() : group.members();
    }

    /// With some rules more. Lines outside a group are alternatives, as in `<RequireAny>`.
    AuthzConfig plus(List<Rule> more, Position position) {
        var all = new ArrayList<>(rules());
        all.addAll(more);
        Position start = group == null ? position : group.position();
        return new AuthzConfig(Rule.Group.of(Rule.Join.ANY, all, start), merging, forbidden);
    }

    AuthzConfig with(Merging how) {
        return new AuthzConfig(group, how, forbidden);
    }

    AuthzConfig sendingForbidden(boolean on) {
        return new AuthzConfig(group, merging, on);
    }

    /// Without AuthMerging an inner section that says anything replaces what outer ones said.
    static AuthzConfig merge(AuthzConfig outer, AuthzConfig inner) {
        Boolean forbidden = inner.forbidden == null ? outer.forbidden : inner.forbidden;
        boolean silent = inner.group == null && inner.merging == Merging.UNSET;
        if (silent && outer.group != null) {
            return new AuthzConfig(outer.group, outer.merging, forbidden);
        }
        if (!inner.merging.joins()) {
            return new AuthzConfig(inner.group, inner.merging, forbidden);
        }
        return new AuthzConfig(joined(outer.group, inner), inner.merging, forbidden);
    }

    private static Rule.@Nullable Group joined(Rule.@Nullable Group outer, AuthzConfig inner) {
        Rule.Group own = inner.group;
        if (outer == null || own == null) {
            return own == null ? outer : own;
        }
        Rule.Join join = inner.merging == Merging.AND ? Rule.Join.ALL : Rule.Join.ANY;
        return Rule.Group.merged(join, outer, own);
    }
}
