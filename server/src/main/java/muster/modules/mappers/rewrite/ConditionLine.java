package muster.modules.mappers.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.expr.ExpressionException;
import muster.io.FileStatus;
import org.jspecify.annotations.Nullable;

/// Reads one RewriteCond line: `test [!]pattern [flags]`.
final class ConditionLine {
    private static final int ANY_EXECUTE = 0111;
    private static final int CASE_IGNORED = 665;

    private final Arguments line;
    private final Registry registry;
    private boolean noCase;
    private boolean orNext;
    private boolean noVary;
    private boolean negated;

    private ConditionLine(Arguments line, Registry registry) {
        this.line = line;
        this.registry = registry;
    }

    static Condition read(Arguments line, Registry registry, RewriteVariables variables) throws ConfigException {
        return new ConditionLine(line, registry).read(variables);
    }

    private Condition read(RewriteVariables variables) throws ConfigException {
        ArgumentLine words = ArgumentLine.of(line.raw());
        if (words == null) {
            throw line.wrong("RewriteCond: bad argument line '" + line.raw() + "'");
        }
        flags(words.third());
        String written = words.second();
        negated = written.startsWith("!");
        String pattern = negated ? written.substring(1) : written;
        boolean expression = words.first().equalsIgnoreCase("expr");
        ConditionTest test = expression ? expression(pattern) : test(pattern);
        return new Condition(
                Expansion.of(expression ? "" : words.first(), variables), written, negated, orNext, noVary, noCase, test);
    }

    private void flags(@Nullable String field) throws ConfigException {
        List<FlagField.Flag> flags = field == null ? List.of() : FlagField.read(field);
        if (flags == null) {
            throw line.wrong("RewriteCond: bad flag delimiters");
        }
        for (FlagField.Flag flag : flags) {
            switch (flag.name().toLowerCase(Locale.ROOT)) {
                case "nc", "nocase" -> noCase = true;
                case "or", "ornext" -> orNext = true;
                case "nv", "novary" -> noVary = true;
                default -> throw line.wrong("RewriteCond: unknown flag '" + flag.name() + "'");
            }
        }
    }

    private ConditionTest test(String pattern) throws ConfigException {
        ConditionTest special = pattern.length() < 2 ? null : pattern.startsWith("-") ? dash(pattern) : order(pattern);
        return special != null ? special : new ConditionTest.OfPattern(regex(pattern));
    }

    private muster.pattern.Regex regex(String pattern) throws ConfigException {
        try {
            return line.regex(pattern, noCase);
        } catch (ConfigException _) {
            throw line.wrong("RewriteCond: cannot compile regular expression '" + pattern + "'");
        }
    }

    /// `-f` and its like, `-eq 5` and its like; null if it is neither.
    private @Nullable ConditionTest dash(String pattern) {
        ConditionTest test =
                switch (pattern) {
                    case "-f" -> new ConditionTest.OfFile(FileStatus::isFile, false);
                    case "-s" -> new ConditionTest.OfFile(status -> status.isFile() && status.size() > 0, false);
                    case "-d" -> new ConditionTest.OfFile(FileStatus::isDirectory, false);
                    case "-x" -> new ConditionTest.OfFile(status -> (status.mode() & ANY_EXECUTE) != 0, false);
                    case "-h", "-L", "-l" -> new ConditionTest.OfFile(FileStatus::isLink, true);
                    case "-U" -> new ConditionTest.OfUrl();
                    case "-F" -> new ConditionTest.OfAllowedFile();
                    default -> pattern.length() > 3 ? number(pattern) : null;
                };
        if (test != null && noCase) {
            caseDoesNotCount(test instanceof ConditionTest.OfNumber ? pattern.substring(3) : pattern);
        }
        return test;
    }

    private @Nullable ConditionTest number(String pattern) {
        int number = Numbers.leading(pattern.substring(3));
        IntPredicate test =
                switch (pattern.substring(1, 3)) {
                    case "lt" -> order -> order < 0;
                    case "le" -> order -> order <= 0;
                    case "gt" -> order -> order > 0;
                    case "ge" -> order -> order >= 0;
                    case "eq" -> order -> order == 0;
                    case "ne" -> order -> order != 0;
                    default -> null;
                };
        return test == null ? null : new ConditionTest.OfNumber(number, test);
    }

    private @Nullable ConditionTest order(String pattern) {
        boolean orEqual = pattern.charAt(1) == '=';
        String rest = pattern.substring(orEqual ? 2 : 1);
        return switch (pattern.charAt(0)) {
            case '>' -> new ConditionTest.OfOrder(rest, noCase, orEqual ? order -> order >= 0 : order -> order > 0);
            case '<' -> new ConditionTest.OfOrder(rest, noCase, orEqual ? order -> order <= 0 : order -> order < 0);
            case '=' -> {
                String text = pattern.substring(1);
                yield new ConditionTest.OfText(text.equals("\"\"") ? "" : text, noCase);
            }
            default -> null;
        };
    }

    private ConditionTest expression(String text) throws ConfigException {
        if (noCase) {
            caseDoesNotCount(text);
        }
        try {
            var condition = muster.expr.Condition.<Request>compile(
                    text, RequestVocabulary.of(registry, line), RequestVocabulary.rights(line));
            return new ConditionTest.OfExpression(condition, noVary, line.position());
        } catch (ExpressionException wrong) {
            String where = line.context() == Context.HTACCESS ? " in htaccess context" : "";
            throw line.wrong(
                    "RewriteCond: cannot compile expression" + where + " \"" + text + "\" " + wrong.getMessage());
        }
    }

    private void caseDoesNotCount(String pattern) {
        noCase = false;
        line.warn(
                CASE_IGNORED,
                "RewriteCond: NoCase option for non-regex pattern '" + pattern
                        + "' is not supported and will be ignored. (" + line.position().file() + ":"
                        + line.position().line() + ")");
    }
}
