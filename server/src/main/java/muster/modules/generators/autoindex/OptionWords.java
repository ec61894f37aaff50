package muster.modules.generators.autoindex;

import java.util.Locale;
import java.util.Map;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.modules.generators.autoindex.IndexOptions.Width;

import static java.util.Map.entry;

/// Reads the words of one `IndexOptions` line.
final class OptionWords {
    private static final Map<String, Integer> BITS = Map.ofEntries(
            entry("fancyindexing", IndexOptions.FANCY),
            entry("foldersfirst", IndexOptions.FOLDERS_FIRST),
            entry("htmltable", IndexOptions.TABLE),
            entry("iconsarelinks", IndexOptions.ICONS_ARE_LINKS),
            entry("ignorecase", IndexOptions.IGNORE_CASE),
            entry("ignoreclient", IndexOptions.IGNORE_CLIENT),
            entry("scanhtmltitles", IndexOptions.SCAN_HTML_TITLES),
            entry("suppresscolumnsorting", IndexOptions.SUPPRESS_SORTING),
            entry("suppressdescription", IndexOptions.SUPPRESS_DESCRIPTION),
            entry("suppresshtmlpreamble", IndexOptions.SUPPRESS_PREAMBLE),
            entry("suppressicon", IndexOptions.SUPPRESS_ICON),
            entry("suppresslastmodified", IndexOptions.SUPPRESS_LAST_MODIFIED),
            entry("suppresssize", IndexOptions.SUPPRESS_SIZE),
            entry("suppressrules", IndexOptions.SUPPRESS_RULES),
            entry("trackmodified", IndexOptions.TRACK_MODIFIED),
            entry("versionsort", IndexOptions.VERSION_SORT),
            entry("xhtml", IndexOptions.XHTML),
            entry("showforbidden", IndexOptions.SHOW_FORBIDDEN),
            entry("addaltclass", IndexOptions.ADD_ALT_CLASS));

    private static final int ICON_WIDTH = 20;
    private static final int ICON_HEIGHT = 22;

    private final Arguments words;
    private IndexOptions options;

    private OptionWords(IndexOptions before, Arguments words) {
        this.options = before;
        this.words = words;
    }

    static IndexOptions read(IndexOptions before, Arguments words) throws ConfigException {
        var reading = new OptionWords(before, words);
        for (int i = 0; i < words.count(); i++) {
            String word = words.text(i);
            boolean signed = word.startsWith("+") || word.startsWith("-");
            reading.word(signed ? word.charAt(0) : 0, signed ? word.substring(1) : word);
        }
        IndexOptions after = reading.options;
        if (after.has(IndexOptions.NONE) && after.bits() != IndexOptions.NONE) {
            throw words.wrong("Cannot combine other IndexOptions keywords with 'None'");
        }
        return after;
    }

    private void word(int sign, String word) throws ConfigException {
        Integer bit = BITS.get(word.toLowerCase(Locale.ROOT));
        if (bit != null) {
            bit(sign, bit);
        } else {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals + 1);
            value(sign, name.toLowerCase(Locale.ROOT), word.substring(name.length()));
            bit(sign, 0);
        }
    }

    /// A word without a sign makes those with one before it count for nothing.
    private void bit(int sign, int bit) {
        int bits = options.bits();
        options = switch (sign) {
            case '+' -> options.withBits(bits, options.said(), options.added() | bit, options.removed() & ~bit);
            case '-' -> options.withBits(bits, options.said(), options.added() & ~bit, options.removed() | bit);
            default -> options.withBits(bits | bit, options.said() || bit != 0, 0, 0);
        };
    }

    /// @param name in lower case, with the `=` if there is one
    private void value(int sign, String name, String value) throws ConfigException {
        switch (name) {
            case "none" -> {
                if (sign != 0) {
                    throw words.wrong("Cannot combine '+' or '-' with 'None' keyword");
                }
                options = options.withBits(IndexOptions.NONE, true, 0, 0);
            }
            case "iconwidth" -> options = options.withIcon(sign == '-' ? 0 : ICON_WIDTH, options.iconHeight());
            case "iconheight" -> options = options.withIcon(options.iconWidth(), sign == '-' ? 0 : ICON_HEIGHT);
            case "iconwidth=" -> options = options.withIcon(number(sign, "IconWidth", value), options.iconHeight());
            case "iconheight=" -> options = options.withIcon(options.iconWidth(), number(sign, "IconHeight", value));
            case "namewidth" -> options = options.withWidths(usual(sign, "NameWidth"), options.descriptions());
            case "namewidth=" ->
                options = options.withWidths(width(sign, "NameWidth", value, options.names(), 5), options.descriptions());
            case "descriptionwidth" -> options = options.withWidths(options.names(), usual(sign, "DescriptionWidth"));
            case "descriptionwidth=" ->
                options = options.withWidths(
                        options.names(), width(sign, "DescriptionWidth", value, options.descriptions(), 12));
            case "type=" -> options = options.withContent(value, options.charset());
            case "charset=" -> options = options.withContent(options.type(), value);
            case "useolddateformat" -> options = options.withOldDates();
            case "maxentries=" -> options = options.withMostEntries(most(value));
            default -> throw words.wrong("Invalid directory indexing option");
        }
    }

    private int number(int sign, String name, String value) throws ConfigException {
        if (sign == '-') {
            throw words.wrong("Cannot combine '-' with " + name + "=n");
        }
        return leadingNumber(value);
    }

    private Width usual(int sign, String name) throws ConfigException {
        if (sign != '-') {
            throw words.wrong(name + " with no value may only appear as '-" + name + "'");
        }
        return Width.fixed(Width.DEFAULT.characters());
    }

    private Width width(int sign, String name, String value, Width before, int least) throws ConfigException {
        int width = number(sign, name, value);
        if (value.startsWith("*")) {
            return Width.adjusting(before.characters());
        }
        if (width != 0 && width < least) {
            throw words.wrong(name + " value must be greater than " + least);
        }
        return Width.fixed(width);
    }

    private int most(String value) throws ConfigException {
        int most = leadingNumber(value);
        if (most <= 0) {
            throw words.wrong("MaxEntries must be a number greater than 0");
        }
        return most;
    }

    /// As `atoi` reads it: digits after an optional sign, 0 where there are none.
    private static int leadingNumber(String text) {
        boolean negative = text.startsWith("-");
        long number = 0;
        for (int i = negative || text.startsWith("+") ? 1 : 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE / 10) {
                break;
            }
            number = number * 10 + digit;
        }
        return (int) (negative ? -number : Math.min(number, Integer.MAX_VALUE));
    }
}
