package muster.modules.mappers.rewrite;

import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// `%{NAME}` of a rule or condition.
@FunctionalInterface
interface RewriteVariable {
    RewriteVariable EMPTY = (_, _) -> null;

    /// @param at the rewriting that asks
    /// @param request whose value is wanted: the rewriting's own, or one that was looked up (`%{LA-U:...}`)
    /// @return null is the same as empty
    @Nullable String of(Rewriting at, Request request);
}
