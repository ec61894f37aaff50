package muster.modules.metadata;

import muster.config.Position;
import muster.core.Request;
import muster.expr.Condition;
import muster.expr.Evaluation;
import muster.expr.EvaluationException;
import muster.pattern.Match;
import org.jspecify.annotations.Nullable;

/// The condition of `SetEnvIfExpr`. What its regular expressions captured last is there for `$1`.
record ExpressionTest(Condition<Request> condition, Position position) implements SetEnvIfRule.Test {
    @Override
    public @Nullable Match match(Request request) {
        var evaluation = new Evaluation<>(request);
        try {
            if (!condition.test(evaluation)) {
                return null;
            }
        } catch (EvaluationException failed) {
            request.log()
                    .error("setenvif", 0, "Evaluation of expression from " + position + " failed: " + failed.getMessage());
            return null;
        }
        Match captured = evaluation.captures();
        return captured == null ? Match.NOTHING : captured;
    }
}
