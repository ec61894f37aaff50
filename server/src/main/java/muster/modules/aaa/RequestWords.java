package muster.modules.aaa;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Words;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestText;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import org.jspecify.annotations.Nullable;

/// The words of a `Require` line, which may be made of expressions: `Require user %{env:OWNER}`.
final class RequestWords {
    private final RequestText text;
    /// The words, if they are the same for every request.
    private final @Nullable List<String> constant;

    private RequestWords(RequestText text) {
        this.text = text;
        String always = text.constant();
        this.constant = always == null ? null : Words.of(always);
    }

    static RequestWords compile(String words, Arguments line, Registry registry) throws ConfigException {
        try {
            return new RequestWords(RequestText.compile(words, line, registry));
        } catch (ExpressionException wrong) {
            throw line.wrong("Cannot parse expression in require line: " + wrong.getMessage());
        }
    }

    /// @throws EvaluationException if a value can't be had
    List<String> of(Request request) {
        return constant == null ? Words.of(text.text(request)) : constant;
    }
}
