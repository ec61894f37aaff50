package muster.modules.loggers;

import java.util.function.Predicate;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.core.Request;

/// Which requests a log gets: the third word of CustomLog.
final class LogConditions {
    private LogConditions() {}

    /// Reads `env=NAME`, `env=!NAME` or `expr=EXPRESSION`.
    static Predicate<Request> parse(String word, Arguments words) throws ConfigException {
        if (word.regionMatches(true, 0, "env=", 0, 4) && word.length() > 4) {
            String name = word.substring(4);
            return name.startsWith("!") ? unset(name.substring(1)) : set(name);
        }
        throw words.wrong("error in condition clause");
    }

    private static Predicate<Request> set(String name) {
        return request -> request.environment().has(name);
    }

    private static Predicate<Request> unset(String name) {
        return request -> !request.environment().has(name);
    }
}
