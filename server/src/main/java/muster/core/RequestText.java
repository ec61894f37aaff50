package muster.core;

import muster.config.Arguments;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Template;
import org.jspecify.annotations.Nullable;

/// A text of the configuration that may have expressions in it, such as `Members of %{HTTP_HOST}`. One without any costs nothing.
public final class RequestText {
    /// Where nothing was said.
    public static final RequestText UNSET = new RequestText("", null);

    private final String constant;
    private final @Nullable Template<Request> template;

    private RequestText(String constant, @Nullable Template<Request> template) {
        this.constant = constant;
        this.template = template;
    }

    /// A text that is the same for every request.
    public static RequestText of(String text) {
        return new RequestText(text, null);
    }

    /// @param line the directive it stands in
    public static RequestText compile(String text, Arguments line, Registry registry) throws ExpressionException {
        var template =
                Template.compile(text, RequestVocabulary.of(registry, line), RequestVocabulary.rights(line));
        String constant = template.constant();
        return constant == null ? new RequestText("", template) : of(constant);
    }

    /// @throws EvaluationException if a value in it can't be had
    public String text(Request request) {
        return template == null ? constant : template.text(request);
    }

    /// The text, if it is the same for every request; else null.
    public @Nullable String constant() {
        return template == null ? constant : null;
    }

    @Override
    public String toString() {
        return template == null ? constant : template.toString();
    }
}
