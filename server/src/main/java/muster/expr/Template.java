package muster.expr;

import org.jspecify.annotations.Nullable;

/// A compiled expression that gives text: `The file %{REQUEST_URI} isn't here`. Immutable.
///
/// @param <S> what names are looked up in: the request
public final class Template<S> {
    private final String source;
    private final Word<S> root;

    private Template(String source, Word<S> root) {
        this.source = source;
        this.root = root;
    }

    /// @param text as it was written, without the quotes around it
    public static <S> Template<S> compile(String text, Vocabulary<S> vocabulary, Rights rights)
            throws ExpressionException {
        return new Template<>(text, new Parser<>(Scanner.ofText(text), vocabulary, rights).text());
    }

    /// Whether a text has something in it that only a request can tell: `%{` or a back-reference.
    public static boolean isTemplate(String text) {
        return text.contains("%{");
    }

    /// @throws EvaluationException if a value can't be had
    public String text(S subject) {
        return text(new Evaluation<>(subject));
    }

    /// As [#text], with captures that other expressions see, before and after.
    public String text(Evaluation<S> evaluation) {
        return root.text(evaluation);
    }

    /// The text, if it is the same for every request; else null.
    public @Nullable String constant() {
        return root.constant();
    }

    /// The template as it was written.
    @Override
    public String toString() {
        return source;
    }
}
