package muster.modules.mappers.rewrite;

import java.io.IOException;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import muster.config.Position;
import muster.core.FilePath;
import muster.core.Request;
import muster.expr.Evaluation;
import muster.expr.EvaluationException;
import muster.io.FileStatus;
import muster.log.LogLevel;
import muster.pattern.Match;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// What a condition asks about its test string.
sealed interface ConditionTest {
    /// @param keep whether what a pattern captures is for `%N`: not for a condition that is negated
    boolean holds(Rewriting at, String input, boolean keep) throws IOException;

    /// A regular expression.
    record OfPattern(Regex regex) implements ConditionTest {
        @Override
        public boolean holds(Rewriting at, String input, boolean keep) {
            if (!keep) {
                return regex.matches(input);
            }
            Match match = regex.find(input);
            if (match != null) {
                at.conditionMatched(match);
            }
            return match != null;
        }
    }

    /// `-f`, `-d`, `-s`, `-x`, `-l`: what stands at a path.
    /// @param link whether the path itself is looked at, not what a symbolic link leads to
    record OfFile(Predicate<FileStatus> test, boolean link) implements ConditionTest {
        @Override
        public boolean holds(Rewriting at, String input, boolean keep) {
            FileStatus status = status(at.request(), input);
            return status != null && test.test(status);
        }

        private @Nullable FileStatus status(Request request, String path) {
            FilePath file = request.file();
            if (!link && file != null && file.text().equals(path)) {
                return request.fileStatus(); // the section walk has looked already
            }
            return Files.status(request, path, link);
        }
    }

    /// `-U`: whether a URL would be served, or redirected.
    record OfUrl() implements ConditionTest {
        private static final int FIRST_REFUSAL = 400;

        @Override
        public boolean holds(Rewriting at, String input, boolean keep) throws IOException {
            Request request = at.request();
            if (input.isEmpty() || !LookAhead.mayLookUp(request)) {
                return false;
            }
            int status = request.server().processor().lookUp(request, input).response().status();
            at.trace(5, "RewriteCond URI (-U check: path=" + input + " -> status=" + status);
            return status < FIRST_REFUSAL;
        }
    }

    /// `-F`: whether a file is there and may be had.
    record OfAllowedFile() implements ConditionTest {
        private static final int FIRST_REDIRECT = 300;

        @Override
        public boolean holds(Rewriting at, String input, boolean keep) throws IOException {
            Request request = at.request();
            if (input.isEmpty() || !LookAhead.mayLookUp(request)) {
                return false;
            }
            Request found = input.startsWith("/")
                    ? LookAhead.file(at, input)
                    : request.server().processor().lookUpFile(request, input);
            FilePath file = found.file();
            int status = found.response().status();
            at.trace(
                    5,
                    "RewriteCond file (-F check: path=" + input + " -> file=" + (file == null ? "(null)" : file.text())
                            + " status=" + status);
            return status < FIRST_REDIRECT && file != null && Files.status(request, file.text(), false) != null;
        }
    }

    /// `<`, `<=`, `>`, `>=`: by length first, then by bytes, as in httpd, unless case doesn't count.
    record OfOrder(String than, boolean noCase, IntPredicate test) implements ConditionTest {
        @Override
        public boolean holds(Rewriting at, String input, boolean keep) {
            int order;
            if (noCase) {
                order = Ascii.lower(input).compareTo(Ascii.lower(than));
            } else if (input.length() != than.length()) {
                order = input.length() - than.length();
            } else {
                order = input.compareTo(than);
            }
            return test.test(order);
        }
    }

    /// `=`.
    record OfText(String text, boolean noCase) implements ConditionTest {
        @Override
        public boolean holds(Rewriting at, String input, boolean keep) {
            return noCase ? Ascii.lower(input).equals(Ascii.lower(text)) : input.equals(text);
        }
    }

    /// `-eq`, `-lt` and their like.
    record OfNumber(int number, IntPredicate test) implements ConditionTest {
        @Override
        public boolean holds(Rewriting at, String input, boolean keep) {
            return test.test(Integer.compare(Numbers.leading(input), number));
        }
    }

    /// `expr`.
    record OfExpression(muster.expr.Condition<Request> condition, boolean noVary, Position position)
            implements ConditionTest {
        @Override
        public boolean holds(Rewriting at, String input, boolean keep) {
            var evaluation = new Evaluation<>(at.request(), !noVary);
            boolean holds;
            try {
                holds = at.seenBy(() -> condition.test(evaluation));
            } catch (EvaluationException failed) {
                at.traceHere(1, "RewriteCond: expr='" + condition + "' evaluation failed: " + failed.getMessage());
                return false;
            }
            if (at.traces(4)) {
                at.request()
                        .log()
                        .write(
                                LogLevel.TRACE4,
                                Trace.MODULE,
                                0,
                                "Evaluation of expression from " + position.file() + ":" + position.line() + " gave: "
                                        + (holds ? 1 : 0));
            }
            if (holds && keep) {
                at.conditionMatched(evaluation.captures());
            }
            return holds;
        }
    }
}
