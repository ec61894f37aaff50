package muster.config;

import java.util.Locale;

/// Lengths of time as directives take them (httpd's `ap_timeout_parameter_parse`).
public final class Durations {
    private Durations() {}

    /// A length of time in milliseconds: a number with `h`, `min`, `s` or `ms`, seconds if it has none.
    /// @throws ConfigException `NAME has wrong format`
    public static int millis(Arguments words, int index) throws ConfigException {
        long millis = millis(words.text(index));
        if (millis < 0) {
            throw words.wrong(words.directive() + " has wrong format");
        }
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }

    /// As [#millis(Arguments, int)]; -1 for what isn't one.
    public static long millis(String word) {
        String text = word.toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long unit =
                switch (text.substring(digits)) {
                    case "", "s" -> 1_000;
                    case "ms" -> 1;
                    case "mi", "min" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 0;
                };
        return digits == 0 || digits > 12 || unit == 0 ? -1 : Long.parseLong(text.substring(0, digits)) * unit;
    }
}
