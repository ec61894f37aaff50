package muster.modules.generators.autoindex;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Sizes, dates and descriptions as they stand in their columns.
final class Columns {
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final String UNITS = "KMGTPE";

    private Columns() {}

    /// Four characters (httpd's `apr_strfsize`): `  - ` for none, bytes as they are, then one digit behind the point below 10.
    static String size(long bytes) {
        if (bytes < 0) {
            return "  - ";
        }
        if (bytes < 973) {
            return padded(bytes, 3) + " ";
        }
        long size = bytes;
        for (int unit = 0; ; unit++) {
            int rest = (int) (size & 1023);
            size >>= 10;
            if (size >= 973) {
                continue;
            }
            if (size < 9 || size == 9 && rest < 973) {
                int tenths = (rest * 5 + 256) / 512;
                return (tenths >= 10 ? size + 1 + ".0" : size + "." + tenths) + UNITS.charAt(unit);
            }
            return padded(rest >= 512 ? size + 1 : size, 3) + UNITS.charAt(unit);
        }
    }

    private static String padded(long number, int width) {
        String text = Long.toString(number);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /// Local time to the minute: `2026-01-31 08:05`, or `31-Jan-2026 08:05` as it once was.
    static String date(long epochSecond, boolean old) {
        var zone = ZoneId.systemDefault().getRules().getOffset(Instant.ofEpochSecond(epochSecond));
        var time = LocalDateTime.ofEpochSecond(epochSecond, 0, zone);
        var text = new StringBuilder(17);
        if (old) {
            twoDigits(text, time.getDayOfMonth()).append('-').append(MONTHS[time.getMonthValue() - 1]);
            text.append('-').append(time.getYear());
        } else {
            text.append(time.getYear()).append('-');
            twoDigits(text, time.getMonthValue()).append('-');
            twoDigits(text, time.getDayOfMonth());
        }
        twoDigits(text.append(' '), time.getHour()).append(':');
        return twoDigits(text, time.getMinute()).toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /// A description cut to a number of characters as a browser counts them: a tag takes no room, an entity that of one character.
    /// What is cut off leaves a `>` as its last character.
    static String cut(String html, int width) {
        int left = width;
        int at = 0;
        while (at < html.length() && (left > 0 || html.charAt(at) == '<')) {
            char c = html.charAt(at);
            if (c == '<' || c == '&') {
                left -= c == '&' ? 1 : 0;
                int end = html.indexOf(c == '<' ? '>' : ';', at);
                if (end < 0) {
                    return html;
                }
                at = end;
            } else {
                left--;
            }
            at++;
        }
        return left == 0 && at < html.length() && at > 0 ? html.substring(0, at - 1) + ">" : html;
    }
}
