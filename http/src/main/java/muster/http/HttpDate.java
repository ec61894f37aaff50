package muster.http;

import java.nio.charset.StandardCharsets;

/// Dates in messages (RFC 9110 §5.6.7). Written as `Sun, 06 Nov 1994 08:49:37 GMT`; read in that form and the two
/// obsolete ones, as leniently as httpd: neither the day's name nor the time zone is looked at.
///
/// Points in time are seconds since the epoch.
public final class HttpDate {
    /// What [#parse] returns for text that isn't a date.
    public static final long BAD = Long.MIN_VALUE;
    /// Bytes of a date as it is written.
    public static final int LENGTH = 29;

    private static final byte[] DAYS = ascii("SunMonTueWedThuFriSat");
    private static final byte[] MONTHS = ascii("JanFebMarAprMayJunJulAugSepOctNovDec");
    private static final long SECONDS_A_DAY = 86_400;
    /// The last second of the year 9999, the last that four digits can show.
    private static final long LATEST = 253_402_300_799L;

    private HttpDate() {}

    /// The date as text; times before 1970 or after 9999 are shown as the nearest that can be.
    public static String format(long epochSecond) {
        byte[] text = new byte[LENGTH];
        format(epochSecond, text, 0);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// Writes the [#LENGTH] bytes of a date at an offset and returns the offset behind them.
    public static int format(long epochSecond, byte[] into, int at) {
        long second = Math.clamp(epochSecond, 0L, LATEST);
        long day = second / SECONDS_A_DAY;
        int ofDay = (int) (second % SECONDS_A_DAY);
        long civil = civilFromDay(day);
        int year = (int) (civil >> 16);
        int month = (int) (civil >> 8) & 0xFF;
        System.arraycopy(DAYS, (int) ((day + 4) % 7) * 3, into, at, 3);
        into[at + 3] = ',';
        into[at + 4] = ' ';
        twoDigits(into, at + 5, (int) civil & 0xFF);
        into[at + 7] = ' ';
        System.arraycopy(MONTHS, (month - 1) * 3, into, at + 8, 3);
        into[at + 11] = ' ';
        twoDigits(into, at + 12, year / 100);
        twoDigits(into, at + 14, year % 100);
        into[at + 16] = ' ';
        twoDigits(into, at + 17, ofDay / 3600);
        into[at + 19] = ':';
        twoDigits(into, at + 20, ofDay / 60 % 60);
        into[at + 22] = ':';
        twoDigits(into, at + 23, ofDay % 60);
        into[at + 25] = ' ';
        into[at + 26] = 'G';
        into[at + 27] = 'M';
        into[at + 28] = 'T';
        return at + LENGTH;
    }

    /// Seconds since the epoch, or [#BAD]. Two-digit years mean 1970 to 2069, as in httpd.
    public static long parse(String text) {
        int at = 0;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        int space = text.indexOf(' ', at);
        if (space < 0) {
            return BAD;
        }
        at = space + 1;
        if (at + 2 < text.length() && isLetter(text.charAt(at))) {
            return parseAsctime(text, at);
        }
        return parseDayFirst(text, at);
    }

    /// `06 Nov 1994 08:49:37 GMT` or `06-Nov-94 08:49:37 GMT`, the day with one or two digits.
    private static long parseDayFirst(String text, int start) {
        int at = start;
        int dayDigits = digitsAt(text, at);
        if (dayDigits < 1 || dayDigits > 2) {
            return BAD;
        }
        int day = number(text, at, dayDigits);
        at += dayDigits;
        char separator = charAt(text, at);
        if (separator != ' ' && separator != '-') {
            return BAD;
        }
        int month = month(text, at + 1);
        at += 4;
        if (charAt(text, at) != separator) {
            return BAD;
        }
        int yearDigits = digitsAt(text, ++at);
        if (yearDigits != 2 && yearDigits != 4) {
            return BAD;
        }
        int year = number(text, at, yearDigits);
        at += yearDigits;
        if (charAt(text, at) != ' ') {
            return BAD;
        }
        if (yearDigits == 2) {
            year += year < 70 ? 2000 : 1900;
        }
        return moment(year, month, day, time(text, at + 1));
    }

    /// `Nov  6 08:49:37 1994`.
    private static long parseAsctime(String text, int start) {
        if (charAt(text, start + 3) != ' ') {
            return BAD;
        }
        int at = start + 4;
        if (charAt(text, at) == ' ') {
            at++;
        }
        int dayDigits = digitsAt(text, at);
        if (dayDigits < 1 || dayDigits > 2 || charAt(text, at + dayDigits) != ' ') {
            return BAD;
        }
        int day = number(text, at, dayDigits);
        at += dayDigits + 1;
        int time = time(text, at);
        if (time < 0 || charAt(text, at + 8) != ' ' || digitsAt(text, at + 9) != 4) {
            return BAD;
        }
        return moment(number(text, at + 9, 4), month(text, start), day, time);
    }

    private static long moment(int year, int month, int day, int time) {
        if (time < 0 || month < 1 || day < 1 || day > daysOf(year, month) || year < 1970) {
            return BAD;
        }
        return dayFromCivil(year, month, day) * SECONDS_A_DAY + time;
    }

    /// Seconds of the day that `08:49:37` at this place stands for; -1 if it isn't one.
    private static int time(String text, int at) {
        if (digitsAt(text, at) != 2
                || charAt(text, at + 2) != ':'
                || digitsAt(text, at + 3) != 2
                || charAt(text, at + 5) != ':'
                || digitsAt(text, at + 6) != 2) {
            return -1;
        }
        int hour = number(text, at, 2);
        int minute = number(text, at + 3, 2);
        int second = number(text, at + 6, 2);
        // 60 and 61 are leap seconds.
        return hour > 23 || minute > 59 || second > 61 ? -1 : hour * 3600 + minute * 60 + second;
    }

    /// 1 to 12; 0 if no month's name stands there.
    private static int month(String text, int at) {
        for (int i = 0; i < 12; i++) {
            if (sameLetter(text, at, MONTHS[i * 3])
                    && sameLetter(text, at + 1, MONTHS[i * 3 + 1])
                    && sameLetter(text, at + 2, MONTHS[i * 3 + 2])) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean sameLetter(String text, int at, byte letter) {
        return (charAt(text, at) | 0x20) == (letter | 0x20);
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Year << 16 | month << 8 | day of a day since the epoch. The calendar repeats every 400 years (146097 days); counting
    /// years from March puts the leap day last.
    private static long civilFromDay(long day) {
        long shifted = day + 719_468;
        long era = shifted / 146_097;
        long ofEra = shifted % 146_097;
        long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long fromMarch = (5 * ofYear + 2) / 153;
        long dayOfMonth = ofYear - (153 * fromMarch + 2) / 5 + 1;
        long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year << 16 | month << 8 | dayOfMonth;
    }

    private static long dayFromCivil(int year, int month, int day) {
        int fromMarchYear = month <= 2 ? year - 1 : year;
        int era = fromMarchYear / 400;
        int yearOfEra = fromMarchYear - era * 400;
        int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long ofEra = yearOfEra * 365L + yearOfEra / 4 - yearOfEra / 100 + ofYear;
        return era * 146_097L + ofEra - 719_468;
    }

    private static void twoDigits(byte[] into, int at, int value) {
        into[at] = (byte) ('0' + value / 10);
        into[at + 1] = (byte) ('0' + value % 10);
    }

    /// How many digits follow, at most 5 being told apart.
    private static int digitsAt(String text, int at) {
        int count = 0;
        while (count < 5 && isDigit(charAt(text, at + count))) {
            count++;
        }
        return count;
    }

    private static int number(String text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
