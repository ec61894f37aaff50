package muster.modules.metadata;

import java.util.Locale;
import muster.config.Words;

/// How long something stays fresh: `access plus 1 month`, or `A2592000` for short.
///
/// @param fromModification whether the time is counted from the file's last change, not from now
/// @param seconds may be negative
record Lifetime(boolean fromModification, long seconds) {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    /// @throws IllegalArgumentException with httpd's words
    static Lifetime parse(String code) {
        if (code.startsWith("A") || code.startsWith("M")) {
            return new Lifetime(code.startsWith("M"), number(code.substring(1)));
        }
        var words = new Words(code);
        boolean fromModification = base(words.next());
        String word = words.next();
        if (word.toLowerCase(Locale.ROOT).startsWith("p")) { // plus
            word = words.next();
        }
        long seconds = 0;
        while (!word.isEmpty()) {
            if (!Character.isDigit(word.charAt(0))) {
                throw new IllegalArgumentException(
                        "bad expires code, numeric value expected <num> '" + word + "'");
            }
            long count = number(word);
            String unit = words.next();
            if (unit.isEmpty()) {
                throw new IllegalArgumentException("bad expires code, missing <type>");
            }
            seconds += count * unit(unit);
            word = words.next();
        }
        return new Lifetime(fromModification, seconds);
    }

    /// Only the first letter counts.
    private static boolean base(String word) {
        return switch (start(word, 1)) {
            case "n", "a" -> false;
            case "m" -> true;
            default -> throw new IllegalArgumentException("bad expires code, unrecognised <base> '" + word + "'");
        };
    }

    private static int unit(String word) {
        if (start(word, 2).equals("mo")) {
            return 30 * DAY;
        }
        if (start(word, 2).equals("mi")) {
            return MINUTE;
        }
        return switch (start(word, 1)) {
            case "y" -> 365 * DAY;
            case "w" -> 7 * DAY;
            case "d" -> DAY;
            case "h" -> HOUR;
            case "s" -> 1;
            default -> throw new IllegalArgumentException("bad expires code, unrecognised <type>'" + word + "'");
        };
    }

    private static String start(String word, int length) {
        return word.substring(0, Math.min(length, word.length())).toLowerCase(Locale.ROOT);
    }

    /// As `atoi` reads it.
    private static long number(String text) {
        boolean negative = text.startsWith("-");
        long number = 0;
        for (int i = negative || text.startsWith("+") ? 1 : 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE / 10) {
                break;
            }
            number = number * 10 + digit;
        }
        return negative ? -number : number;
    }
}
