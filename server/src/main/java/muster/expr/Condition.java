package muster.expr;

/// A compiled expression that is true or false. Immutable.
///
/// @param <S> what names are looked up in: the request
public final class Condition<S> {
    private final String text;
    private final Truth<S> root;

    private Condition(String text, Truth<S> root) {
        this.text = text;
        this.root = root;
    }

    /// @param text the expression as it was written, without the quotes around it
    public static <S> Condition<S> compile(String text, Vocabulary<S> vocabulary, Rights rights)
            throws ExpressionException {
        return new Condition<>(text, new Parser<>(Scanner.ofCondition(text), vocabulary, rights).condition());
    }

    /// @throws EvaluationException if a value can't be had
    public boolean test(S subject) {
        return test(new Evaluation<>(subject));
    }

    /// As [#test], with captures that other expressions see, before and after.
    public boolean test(Evaluation<S> evaluation) {
        return root.holds(evaluation);
    }

    /// The expression as it was written.
    @Override
    public String toString() {
        return text;
    }
}
