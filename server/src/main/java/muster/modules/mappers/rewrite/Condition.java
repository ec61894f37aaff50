package muster.modules.mappers.rewrite;

import java.io.IOException;
import muster.http.HttpException;

/// One RewriteCond.
///
/// @param input the test string; for `expr` unused
/// @param pattern as it was written, for the log
/// @param negated whether a `!` stands before the pattern
/// @param orNext whether it is enough that this or the next condition holds
/// @param noVary whether the response shall not be said to vary by header fields this looks at
/// @param noCase for the log
record Condition(
        Expansion input,
        String pattern,
        boolean negated,
        boolean orNext,
        boolean noVary,
        boolean noCase,
        ConditionTest test) {
    boolean holds(Rewriting at) throws HttpException, IOException {
        String subject = test instanceof ConditionTest.OfExpression ? null : input.of(at, null);
        boolean holds = test.holds(at, subject == null ? "" : subject, !negated) != negated;
        if (at.traces(4)) {
            at.traceHere(
                    4,
                    "RewriteCond: input='" + (subject == null ? "(null)" : subject) + "' pattern='" + pattern + "'"
                            + (noCase ? " [NC]" : "") + " => " + (holds ? "matched" : "not-matched"));
        }
        return holds;
    }
}
