package muster.modules.mappers.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One element of an Accept field, or the media type of a variant, which is written alike: `text/html;level=3;qs=0.8`.
///
/// @param name in lower case
/// @param quality 1 where nothing is said
/// @param level of HTML, 0 for none
/// @param charset in lower case; empty for none
record Accepted(String name, float quality, float level, String charset) {
    static final String SERVER_PARSED = "text/x-server-parsed-html";
    static final String SERVER_PARSED_3 = "text/x-server-parsed-html3";

    /// All elements of a field; null if there is no such field.
    static @Nullable List<Accepted> all(@Nullable String field) {
        if (field == null) {
            return null;
        }
        var all = new ArrayList<Accepted>();
        var scan = new Scan(field);
        while (!scan.atEnd()) {
            all.add(next(scan));
        }
        return all;
    }

    /// A media type with its parameters.
    static Accepted type(String text) {
        return next(new Scan(text));
    }

    private static Accepted next(Scan scan) {
        String name = scan.lowerToken();
        float quality = 1;
        float level = switch (name) {
            case "text/html", SERVER_PARSED -> 2;
            case SERVER_PARSED_3 -> 3;
            default -> 0;
        };
        String charset = "";
        while (scan.take(';')) {
            String parameter = scan.token(true);
            int end = endOfName(parameter);
            if (end == parameter.length()) {
                continue;
            }
            String value = value(parameter, end + 1).toLowerCase(Locale.ROOT);
            switch (parameter.substring(0, end).toLowerCase(Locale.ROOT)) {
                case "q", "qs" -> quality = quality(value);
                case "level" -> level = number(value);
                case "charset" -> charset = value;
                default -> {}
            }
        }
        scan.take(',');
        return new Accepted(name, quality, level, charset);
    }

    private static int endOfName(String parameter) {
        int end = 0;
        while (end < parameter.length() && parameter.charAt(end) != '=' && !Scan.isSpace(parameter.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String value(String parameter, int from) {
        int start = from;
        while (start < parameter.length() && (parameter.charAt(start) == '=' || Scan.isSpace(parameter.charAt(start)))) {
            start++;
        }
        boolean quoted = start < parameter.length() && parameter.charAt(start) == '"';
        int end = quoted ? ++start : start;
        while (end < parameter.length() && (quoted ? "\"\r\n".indexOf(parameter.charAt(end)) < 0 : !Scan.isSpace(parameter.charAt(end)))) {
            end++;
        }
        return parameter.substring(start, end);
    }

    /// A weight with up to three decimals; 1 for what is none.
    static float quality(String text) {
        int at = 0;
        while (at < text.length() && Scan.isSpace(text.charAt(at))) {
            at++;
        }
        if (at == text.length() || text.charAt(at) != '.' && text.charAt(at++) != '0') {
            return 1;
        }
        if (at == text.length() || text.charAt(at) != '.') {
            return 0;
        }
        int thousandths = 0;
        for (int unit = 100; unit > 0; unit /= 10) {
            int digit = ++at < text.length() ? text.charAt(at) - '0' : -1;
            if (digit < 0 || digit > 9) {
                break;
            }
            thousandths += digit * unit;
        }
        return thousandths / 1000f;
    }

    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9' && number < 100_000; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
