package muster.core;

import java.time.LocalDateTime;
import java.util.function.Function;
import muster.expr.Vocabulary;

/// `%{TIME}` and `%{TIME_YEAR}` to `%{TIME_WDAY}`: now, in the server's time zone.
final class TimeVariables {
    private static final int DAYS_OF_A_WEEK = 7;

    private TimeVariables() {}

    static void addTo(Vocabulary.Builder<Request> words) {
        add(words, "TIME", TimeVariables::digits);
        add(words, "TIME_YEAR", now -> Integer.toString(now.getYear()));
        add(words, "TIME_MON", now -> two(now.getMonthValue()));
        add(words, "TIME_DAY", now -> two(now.getDayOfMonth()));
        add(words, "TIME_HOUR", now -> two(now.getHour()));
        add(words, "TIME_MIN", now -> two(now.getMinute()));
        add(words, "TIME_SEC", now -> two(now.getSecond()));
        // Sunday is 0, as in struct tm.
        add(words, "TIME_WDAY", now -> Integer.toString(now.getDayOfWeek().getValue() % DAYS_OF_A_WEEK));
    }

    private static void add(Vocabulary.Builder<Request> words, String name, Function<LocalDateTime, String> part) {
        words.variable(name, _ -> part.apply(LocalDateTime.now()));
    }

    /// Fourteen digits: `20251231235959`.
    static String digits(LocalDateTime time) {
        return time.getYear()
                + two(time.getMonthValue())
                + two(time.getDayOfMonth())
                + two(time.getHour())
                + two(time.getMinute())
                + two(time.getSecond());
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }
}
