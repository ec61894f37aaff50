package muster.modules.aaa;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Position;
import muster.core.Authorization;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.core.Requirement;
import muster.expr.Condition;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.pattern.PatternLimitException;

/// `Require expr`: whatever an expression says. One that can't be evaluated lets nobody in.
///
/// @param asksForUser whether the answer may change when somebody logs in
record ExpressionRequirement(Condition<Request> condition, boolean asksForUser, Position position)
        implements Requirement {
    /// @param words the rest of the line: the expression, perhaps in double quotes
    static ExpressionRequirement compile(String words, Arguments line, Registry registry) throws ConfigException {
        String expression = words.strip();
        boolean quoted = expression.length() > 1 && expression.startsWith("\"") && expression.endsWith("\"");
        if (quoted) {
            expression = expression.substring(1, expression.length() - 1);
        }
        try {
            var condition = Condition.compile(
                    expression, RequestVocabulary.of(registry, line), RequestVocabulary.rights(line));
            return new ExpressionRequirement(condition, condition.mentions("REMOTE_USER"), line.position());
        } catch (ExpressionException wrong) {
            throw line.wrong("Cannot parse expression in require line: " + wrong.getMessage());
        }
    }

    @Override
    public Authorization check(Request request) {
        try {
            if (condition.test(request)) {
                return Authorization.GRANTED;
            }
            return asksForUser ? Authorization.DENIED_NO_USER : Authorization.DENIED;
        } catch (EvaluationException | PatternLimitException failed) {
            var log = request.log();
            log.error(
                    AuthzCoreModule.SHORT_NAME,
                    0,
                    "Evaluation of expression from " + position + " failed: " + failed.getMessage());
            log.error(
                    AuthzCoreModule.SHORT_NAME,
                    2320,
                    "Error evaluating expression in 'Require expr': " + failed.getMessage());
            return Authorization.ERROR;
        }
    }
}
