package muster.modules.loggers;

import java.util.function.Predicate;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.expr.Condition;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;

/// Which requests a log gets: the third word of CustomLog.
final class LogConditions {
    private LogConditions() {}

    /// Reads `env=NAME`, `env=!NAME` or `expr=EXPRESSION`.
    static Predicate<Request> parse(String word, Arguments words, Registry registry) throws ConfigException {
        if (word.regionMatches(true, 0, "env=", 0, 4)) {
            String name = word.substring(4);
            if (name.isEmpty()) {
                throw words.wrong("missing environment variable name");
            }
            return name.startsWith("!") ? unset(name.substring(1)) : set(name);
        }
        if (word.regionMatches(true, 0, "expr=", 0, 5) && word.length() > 5) {
            return expression(word.substring(5), words, registry);
        }
        throw words.wrong("error in condition clause");
    }

    private static Predicate<Request> expression(String text, Arguments words, Registry registry)
            throws ConfigException {
        try {
            var condition = Condition.compile(text, RequestVocabulary.of(registry, words), RequestVocabulary.rights(words));
            return request -> holds(condition, request);
        } catch (ExpressionException wrong) {
            throw words.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static boolean holds(Condition<Request> condition, Request request) {
        try {
            return condition.test(request);
        } catch (EvaluationException failed) {
            request.log().error("log_config", 60111, "condition can't be evaluated: " + failed.getMessage());
            return false;
        }
    }

    private static Predicate<Request> set(String name) {
        return request -> request.environment().has(name);
    }

    private static Predicate<Request> unset(String name) {
        return request -> !request.environment().has(name);
    }
}
