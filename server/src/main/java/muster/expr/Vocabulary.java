package muster.expr;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import muster.pattern.RegexOptions;
import org.jspecify.annotations.Nullable;

/// What the names in expressions mean: variables, functions, operators. Immutable.
///
/// Names of variables, functions and binary operators are found in any case; a unary operator is one letter and its case counts.
///
/// @param <S> what names are looked up in: the request
public final class Vocabulary<S> {
    /// `%{NAME}`.
    @FunctionalInterface
    public interface Variable<S> {
        /// @return null is the same as empty
        @Nullable String value(Evaluation<S> evaluation);
    }

    /// `name('argument')`, `%{name:argument}`.
    @FunctionalInterface
    public interface Function<S> {
        /// @return null is the same as empty
        /// @throws EvaluationException if there is no value
        @Nullable String apply(Evaluation<S> evaluation, String argument);
    }

    /// `word in name('argument')`.
    @FunctionalInterface
    public interface ListFunction<S> {
        Iterable<String> apply(Evaluation<S> evaluation, String argument);
    }

    /// An operator made ready: a unary one ignores what is on its left.
    @FunctionalInterface
    public interface Check<S> {
        boolean holds(Evaluation<S> evaluation, String left, String right);
    }

    /// `-X word`, `word -name word`.
    @FunctionalInterface
    public interface Operator<S> {
        /// @param right what is on the right side if that is known already; else null
        Check<S> prepare(@Nullable String right) throws ExpressionException;

        /// An operator with nothing to prepare.
        static <S> Operator<S> of(Check<S> check) {
            return right -> check;
        }
    }

    /// Names that aren't known when a vocabulary is made: those of modules that are loaded later.
    public interface Others<S> {
        /// @param name in upper case
        @Nullable Variable<S> variable(String name);

        /// @param name in lower case
        @Nullable Function<S> function(String name);

        /// @param name in lower case
        @Nullable ListFunction<S> list(String name);
    }

    /// Compiles the regular expressions in expressions.
    @FunctionalInterface
    public interface Patterns {
        /// @param ignoreCase whether the pattern has an `i` after it
        Regex compile(String pattern, boolean ignoreCase) throws PatternException;
    }

    /// A function and who may call it.
    record Registered<S>(Function<S> function, boolean restricted) {}

    private final Map<String, Variable<S>> variables;
    private final Map<String, Registered<S>> functions;
    private final Map<String, ListFunction<S>> lists;
    private final Map<String, Operator<S>> unary;
    private final Map<String, Operator<S>> binary;
    private final @Nullable Others<S> others;
    private final Patterns patterns;

    private Vocabulary(Vocabulary<S> known, @Nullable Others<S> others, Patterns patterns) {
        this.variables = known.variables;
        this.functions = known.functions;
        this.lists = known.lists;
        this.unary = known.unary;
        this.binary = known.binary;
        this.others = others;
        this.patterns = patterns;
    }

    private Vocabulary(Builder<S> builder) {
        this.others = null;
        this.patterns =
                (pattern, ignoreCase) -> Regex.compile(pattern, RegexOptions.DEFAULT.withIgnoreCase(ignoreCase));
        this.variables = Map.copyOf(builder.variables);
        this.functions = Map.copyOf(builder.functions);
        this.lists = Map.copyOf(builder.lists);
        this.unary = Map.copyOf(builder.unary);
        this.binary = Map.copyOf(builder.binary);
    }

    /// A vocabulary with the functions and operators that are about text only: `tolower`, `-n`, `-strmatch`.
    public static <S> Builder<S> builder() {
        var builder = new Builder<S>();
        TextWords.addTo(builder);
        return builder;
    }

    /// This vocabulary; what it doesn't know is asked for elsewhere, whenever an expression is compiled.
    public Vocabulary<S> and(Others<S> elsewhere) {
        return new Vocabulary<>(this, elsewhere, patterns);
    }

    /// This vocabulary, for expressions whose regular expressions are compiled in a way of their own: with the options of
    /// RegexDefaultOptions, or only when they are needed.
    public Vocabulary<S> with(Patterns compiler) {
        return new Vocabulary<>(this, others, compiler);
    }

    Regex regex(String pattern, boolean ignoreCase) throws PatternException {
        return patterns.compile(pattern, ignoreCase);
    }

    @Nullable Variable<S> variable(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        Variable<S> known = variables.get(upper);
        return known != null || others == null ? known : others.variable(upper);
    }

    @Nullable Registered<S> function(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Registered<S> known = functions.get(lower);
        if (known != null || others == null) {
            return known;
        }
        Function<S> other = others.function(lower);
        return other == null ? null : new Registered<>(other, false);
    }

    @Nullable ListFunction<S> list(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        ListFunction<S> known = lists.get(lower);
        return known != null || others == null ? known : others.list(lower);
    }

    @Nullable Operator<S> unary(String name) {
        return unary.get(name);
    }

    @Nullable Operator<S> binary(String name) {
        return binary.get(name.toLowerCase(Locale.ROOT));
    }

    /// Collects names.
    public static final class Builder<S> {
        private final Map<String, Variable<S>> variables = new HashMap<>();
        private final Map<String, Registered<S>> functions = new HashMap<>();
        private final Map<String, ListFunction<S>> lists = new HashMap<>();
        private final Map<String, Operator<S>> unary = new HashMap<>();
        private final Map<String, Operator<S>> binary = new HashMap<>();

        private Builder() {}

        /// @param name in upper case
        public Builder<S> variable(String name, Variable<S> variable) {
            variables.put(name, variable);
            return this;
        }

        /// @param name in lower case
        public Builder<S> function(String name, Function<S> function) {
            functions.put(name, new Registered<>(function, false));
            return this;
        }

        /// A function that an expression with [Rights#RESTRICTED] may not call.
        /// @param name in lower case
        public Builder<S> restrictedFunction(String name, Function<S> function) {
            functions.put(name, new Registered<>(function, true));
            return this;
        }

        /// @param name in lower case
        public Builder<S> list(String name, ListFunction<S> list) {
            lists.put(name, list);
            return this;
        }

        /// @param name one letter, without the minus
        public Builder<S> unary(String name, Operator<S> operator) {
            unary.put(name, operator);
            return this;
        }

        /// @param name in lower case, without the minus
        public Builder<S> binary(String name, Operator<S> operator) {
            binary.put(name, operator);
            return this;
        }

        public Vocabulary<S> build() {
            return new Vocabulary<>(this);
        }
    }
}
