package muster.core;

import muster.config.ConfigException;
import muster.config.Position;
import muster.config.Words;
import muster.expr.Condition;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Rights;
import muster.expr.Vocabulary;

/// When an `<If>` or `<ElseIf>` section applies. An expression that can't be evaluated counts as false, and is logged.
///
/// A regular expression that runs into its limits is no answer: the [muster.pattern.PatternLimitException] goes to whoever walks the
/// sections, and the request ends with 500.
public record IfCondition(Condition<Request> condition, Position position) implements Section.Matches {
    private static final String CORE = "core";

    /// @param argument what stands between the section's name and `>`; the first word is the expression
    /// @param rights [Rights#RESTRICTED] in `.htaccess`
    /// @param vocabulary `RequestVocabulary.of(registry).with(context::regex)`
    public static IfCondition compile(String argument, Position position, Rights rights, Vocabulary<Request> vocabulary)
            throws ConfigException {
        try {
            String expression = new Words(argument).next();
            return new IfCondition(Condition.compile(expression, vocabulary, rights), position);
        } catch (ExpressionException wrong) {
            throw new ConfigException(position, "Cannot parse condition clause: " + wrong.getMessage());
        }
    }

    /// As above, with the vocabulary of a generation and httpd's default options for patterns.
    public static IfCondition compile(String argument, Position position, Rights rights, Registry registry)
            throws ConfigException {
        return compile(argument, position, rights, RequestVocabulary.of(registry));
    }

    @Override
    public boolean test(Request request, String subject) {
        try {
            return condition.test(request);
        } catch (EvaluationException failed) {
            String why = failed.getMessage();
            request.log().error(CORE, 0, "Evaluation of expression from " + position + " failed: " + why);
            request.log().error(CORE, 39, "Failed to evaluate <If > condition: " + why);
            return false;
        }
    }
}
