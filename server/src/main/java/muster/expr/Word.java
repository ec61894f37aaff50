package muster.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The nodes of an expression that have text for a value.
sealed interface Word<S> {
    String text(Evaluation<S> evaluation);

    /// The text, if it is the same for every request; else null.
    default @Nullable String constant() {
        return null;
    }

    /// Characters as they stand.
    record Literal<S>(String characters) implements Word<S> {
        @Override
        public String text(Evaluation<S> evaluation) {
            return characters;
        }

        @Override
        public String constant() {
            return characters;
        }
    }

    /// `$0` to `$9`.
    record BackReference<S>(int group) implements Word<S> {
        @Override
        public String text(Evaluation<S> evaluation) {
            return evaluation.captured(group);
        }
    }

    /// `%{NAME}`.
    record Named<S>(Vocabulary.Variable<S> variable) implements Word<S> {
        @Override
        public String text(Evaluation<S> evaluation) {
            String value = variable.value(evaluation);
            return value == null ? "" : value;
        }
    }

    /// `name(argument)`, `%{name:argument}`.
    record Call<S>(Vocabulary.Function<S> function, Word<S> argument) implements Word<S> {
        @Override
        public String text(Evaluation<S> evaluation) {
            String value = function.apply(evaluation, argument.text(evaluation));
            return value == null ? "" : value;
        }
    }

    /// One after another: `a . b`, or `"a%{B}c"`.
    record Joined<S>(List<Word<S>> parts) implements Word<S> {
        @Override
        public String text(Evaluation<S> evaluation) {
            var joined = new StringBuilder(64);
            for (int i = 0; i < parts.size(); i++) {
                joined.append(parts.get(i).text(evaluation));
            }
            return joined.toString();
        }
    }
}
