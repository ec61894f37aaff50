package muster.expr;

import java.util.List;
import muster.pattern.Match;
import muster.pattern.Regex;

/// The nodes of an expression that are true or false.
sealed interface Truth<S> {
    boolean holds(Evaluation<S> evaluation);

    /// `true`, `false`.
    record Constant<S>(boolean value) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return value;
        }
    }

    record Not<S>(Truth<S> denied) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return !denied.holds(evaluation);
        }
    }

    record And<S>(Truth<S> first, Truth<S> second) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return first.holds(evaluation) && second.holds(evaluation);
        }
    }

    record Or<S>(Truth<S> first, Truth<S> second) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return first.holds(evaluation) || second.holds(evaluation);
        }
    }

    /// `a == b`, `a -lt b` and their kin.
    record Compared<S>(Comparison comparison, Word<S> left, Word<S> right) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return comparison.holds(left.text(evaluation), right.text(evaluation));
        }
    }

    /// A comparison of SSLRequire.
    record ComparedByLength<S>(Comparison comparison, Word<S> left, Word<S> right) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return comparison.holdsByLength(left.text(evaluation), right.text(evaluation));
        }
    }

    /// `a =~ /b/`. A pattern with parentheses leaves what they matched, or nothing; one without leaves the captures alone.
    record Matched<S>(Word<S> word, Regex regex) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            String text = word.text(evaluation);
            if (regex.groupCount() == 0) {
                return regex.matches(text);
            }
            Match match = regex.find(text);
            evaluation.captures(match);
            return match != null;
        }
    }

    /// `a in { b, c }`.
    record Listed<S>(Word<S> word, List<Word<S>> list) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            String text = word.text(evaluation);
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).text(evaluation).equals(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// `a in list(b)`.
    record ListedBy<S>(Word<S> word, Vocabulary.ListFunction<S> list, Word<S> argument) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            String text = word.text(evaluation);
            for (String item : list.apply(evaluation, argument.text(evaluation))) {
                if (item.equals(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// `-X a`.
    record Unary<S>(Vocabulary.Check<S> check, Word<S> word) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return check.holds(evaluation, "", word.text(evaluation));
        }
    }

    /// `a -name b`.
    record Binary<S>(Vocabulary.Check<S> check, Word<S> left, Word<S> right) implements Truth<S> {
        @Override
        public boolean holds(Evaluation<S> evaluation) {
            return check.holds(evaluation, left.text(evaluation), right.text(evaluation));
        }
    }
}
