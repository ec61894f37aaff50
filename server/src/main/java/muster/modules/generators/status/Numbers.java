package muster.modules.generators.status;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as C prints them, since readers of `?auto` expect those.
final class Numbers {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /// `%g`: six significant digits without trailing zeros, an exponent for the very large and very small.
    static String general(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = rounded.signum() < 0 ? "-" : "";
        int size = Math.abs(exponent);
        return sign + digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    /// `%.2f`.
    static String hundredths(double value) {
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// A span as httpd writes it: ` 1 day 2 hours 3 minutes 4 seconds`, with a space in front; empty for none.
    static String span(long seconds) {
        var text = new StringBuilder();
        part(text, seconds / 86_400, "day");
        part(text, seconds / 3600 % 24, "hour");
        part(text, seconds / 60 % 60, "minute");
        part(text, seconds % 60, "second");
        return text.toString();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(' ').append(count).append(' ').append(unit).append(count == 1 ? "" : "s");
        }
    }
}
