package muster.modules.metadata.usertrack;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Words;

/// A length of time in words: `3600`, or `plus 2 weeks 1 day`. Of a unit its first letter counts, two for `months` and `minutes`.
final class Period {
    private static final long DAY = 24 * 60 * 60;

    private Period() {}

    static long seconds(Arguments line) throws ConfigException {
        String text = line.text(0);
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        var words = new Words(text);
        String word = words.next();
        if (starts(word, "p")) {
            word = words.next();
        }
        long seconds = 0;
        while (!word.isEmpty()) {
            if (!word.matches("\\d{1,9}.*")) {
                throw line.wrong("bad expires code, numeric value expected.");
            }
            long count = Long.parseLong(word.replaceFirst("\\D.*", ""));
            String unit = words.next();
            if (unit.isEmpty()) {
                throw line.wrong("bad expires code, missing <type>");
            }
            long factor = factor(unit);
            if (factor == 0) {
                throw line.wrong("bad expires code, unrecognized type");
            }
            seconds += count * factor;
            word = words.next();
        }
        return seconds;
    }

    private static long factor(String unit) {
        return starts(unit, "y")
                ? 365 * DAY
                : starts(unit, "mo")
                        ? 30 * DAY
                        : starts(unit, "w")
                                ? 7 * DAY
                                : starts(unit, "d")
                                        ? DAY
                                        : starts(unit, "h")
                                                ? 60 * 60
                                                : starts(unit, "mi") ? 60 : starts(unit, "s") ? 1 : 0;
    }

    private static boolean starts(String word, String start) {
        return word.regionMatches(true, 0, start, 0, start.length());
    }
}
