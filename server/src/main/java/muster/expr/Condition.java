package muster.expr;

import java.util.Set;

/// A compiled expression that is true or false. Immutable.
///
/// @param <S> what names are looked up in: the request
public final class Condition<S> {
    private final String text;
    private final Truth<S> root;
    private final Set<String> variables;

    private Condition(String text, Truth<S> root, Set<String> variables) {
        this.text = text;
        this.root = root;
        this.variables = variables;
    }

    /// @param text the expression as it was written, without the quotes around it
    public static <S> Condition<S> compile(String text, Vocabulary<S> vocabulary, Rights rights)
            throws ExpressionException {
        var parser = new Parser<>(Scanner.ofCondition(text), vocabulary, rights);
        return new Condition<>(text, parser.condition(), parser.variables());
    }

    /// As [#compile], in the older dialect of SSLRequire: all comparisons look at the length first.
    public static <S> Condition<S> compileByLength(String text, Vocabulary<S> vocabulary, Rights rights)
            throws ExpressionException {
        var parser = new Parser<>(Scanner.ofCondition(text), vocabulary, rights, true);
        return new Condition<>(text, parser.condition(), parser.variables());
    }

    /// @throws EvaluationException if a value can't be had
    public boolean test(S subject) {
        return test(new Evaluation<>(subject));
    }

    /// As [#test], with captures that other expressions see, before and after.
    public boolean test(Evaluation<S> evaluation) {
        return root.holds(evaluation);
    }

    /// Whether a variable occurs in the expression.
    /// @param variable its name in upper case
    public boolean mentions(String variable) {
        return variables.contains(variable);
    }

    /// The expression as it was written.
    @Override
    public String toString() {
        return text;
    }
}
