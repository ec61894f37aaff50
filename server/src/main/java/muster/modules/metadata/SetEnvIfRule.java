package muster.modules.metadata;

import java.io.IOException;
import java.util.List;
import muster.core.Request;
import muster.pattern.Match;
import muster.pattern.Replacement;
import org.jspecify.annotations.Nullable;

/// One `SetEnvIf` line: a condition, and what it does to the environment when it holds.
///
/// @param changes in their order
record SetEnvIfRule(Test test, List<Change> changes) {
    /// The condition.
    @FunctionalInterface
    interface Test {
        /// What was matched, for `$1`; null if the condition doesn't hold.
        @Nullable Match match(Request request) throws IOException;
    }

    /// One `variable=value`, `variable` or `!variable`.
    ///
    /// @param value null to unset it
    record Change(String variable, @Nullable Replacement value) {}

    SetEnvIfRule {
        changes = List.copyOf(changes);
    }

    void apply(Request request) throws IOException {
        Match match = test.match(request);
        if (match == null) {
            return;
        }
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            Replacement value = change.value();
            if (value == null) {
                request.environment().unset(change.variable());
            } else {
                request.environment().set(change.variable(), value.apply(match));
            }
        }
    }
}
