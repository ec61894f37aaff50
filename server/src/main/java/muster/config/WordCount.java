package muster.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a directive has as many words as its declaration says. An empty word counts as none, as in httpd.
final class WordCount {
    private WordCount() {}

    /// httpd's complaint, or null if all is well.
    static @Nullable String complaint(DirectiveType<?> type, List<String> words) {
        String name = type.name();
        String meaning = type.meaning().isEmpty() ? "" : ", " + type.meaning();
        return switch (type.takes()) {
            case NONE -> within(words, 0, 0) ? null : name + " takes no arguments";
            case RAW, MANY -> null;
            case ONE -> within(words, 1, 1) ? null : name + " takes one argument" + meaning;
            case TWO -> within(words, 2, 2) ? null : name + " takes two arguments" + meaning;
            case THREE -> within(words, 3, 3) ? null : name + " takes three arguments" + meaning;
            case ONE_OR_TWO -> within(words, 1, 2) ? null : name + " takes 1-2 arguments" + meaning;
            case ONE_TO_THREE -> within(words, 1, 3) ? null : name + " takes one, two or three arguments" + meaning;
            case TWO_OR_THREE -> within(words, 2, 3) ? null : name + " takes two or three arguments" + meaning;
            case ONE_OR_THREE ->
                within(words, 1, 1) || within(words, 3, 3) ? null : name + " takes one or three arguments" + meaning;
            case FLAG -> isFlag(words) ? null : name + " must be On or Off";
            case EACH -> words.isEmpty() || words.getFirst().isEmpty() ? name + " requires at least one argument" + meaning : null;
            case FIRST_AND_EACH -> words.size() < 2 ? name + " requires at least two arguments" + meaning : null;
        };
    }

    private static boolean within(List<String> words, int least, int most) {
        if (words.size() < least || words.size() > most) {
            return false;
        }
        for (int i = 0; i < least; i++) {
            if (words.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFlag(List<String> words) {
        return words.size() == 1
                && (words.getFirst().equalsIgnoreCase("on") || words.getFirst().equalsIgnoreCase("off"));
    }
}
