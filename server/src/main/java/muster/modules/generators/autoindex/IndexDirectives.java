package muster.modules.generators.autoindex;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Builder;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.modules.generators.autoindex.Descriptions.Description;
import muster.modules.generators.autoindex.Marks.By;
import muster.modules.generators.autoindex.Marks.Mark;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The directives of mod_autoindex.
final class IndexDirectives {
    private static final ConfigSlot<Boolean> NOTHING = ConfigSlot.directoryValue("FancyIndexing", false);

    private IndexDirectives() {}

    static List<DirectiveType<?>> all() {
        return List.of(
                icon("AddIcon", By.PATH, "an icon URL followed by one or more filenames"),
                icon("AddIconByType", By.TYPE, "an icon URL followed by one or more MIME types"),
                icon("AddIconByEncoding", By.ENCODING, "an icon URL followed by one or more content encodings"),
                alt("AddAlt", By.PATH, "alternate descriptive text followed by one or more filenames"),
                alt("AddAltByType", By.TYPE, "alternate descriptive text followed by one or more MIME types"),
                alt("AddAltByEncoding", By.ENCODING, "alternate descriptive text followed by one or more content encodings"),
                named("IndexOptions")
                        .takes(Takes.MANY)
                        .means("one or more index options [+|-][]")
                        .sets(IndexSettings.OPTIONS, OptionWords::read),
                named("IndexOrderDefault")
                        .takes(Takes.TWO)
                        .means("{Ascending,Descending} {Name,Size,Description,Date}")
                        .sets(IndexSettings.ORDER, (_, words) -> order(words)),
                named("IndexIgnore")
                        .takes(Takes.EACH)
                        .means("one or more file extensions")
                        .sets(IndexSettings.IGNORED, (before, words) -> before.with(words.text(0))),
                named("IndexIgnoreReset")
                        .takes(Takes.FLAG)
                        .means("Reset the inherited list of IndexIgnore filenames")
                        .sets(IndexSettings.IGNORED, (before, words) -> before.withReset(words.flag(0))),
                named("AddDescription")
                        .takes(Takes.FIRST_AND_EACH)
                        .means("Descriptive text followed by one or more filenames")
                        .sets(
                                IndexSettings.DESCRIPTIONS,
                                (before, words) -> before.with(Description.of(words.text(1), words.text(0)))),
                text("HeaderName", "a filename", IndexSettings.HEADER),
                text("ReadmeName", "a filename", IndexSettings.README),
                text("DefaultIcon", "an icon URL", IndexSettings.DEFAULT_ICON),
                text("IndexStyleSheet", "URL to style sheet", IndexSettings.STYLE_SHEET),
                text("IndexHeadInsert", "String to insert in HTML HEAD section", IndexSettings.HEAD_INSERT),
                DirectiveType.named("FancyIndexing")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .htaccess()
                        .takes(Takes.RAW)
                        .means("The FancyIndexing directive is no longer supported. Use IndexOptions FancyIndexing.")
                        .sets(NOTHING, (_, words) -> {
                            throw words.wrong(
                                    "The FancyIndexing directive is no longer supported. Use IndexOptions FancyIndexing.");
                        }));
    }

    private static Builder named(String name) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST, DIRECTORY).htaccess(OverrideClass.INDEXES);
    }

    private static DirectiveType<String> text(String name, String meaning, ConfigSlot<String> slot) {
        return named(name).means(meaning).sets(slot, (_, words) -> words.text(0));
    }

    private static DirectiveType<Symbols> alt(String name, By by, String meaning) {
        return named(name)
                .takes(Takes.FIRST_AND_EACH)
                .means(meaning)
                .sets(IndexSettings.SYMBOLS, (before, words) -> before.withAlt(Mark.of(by, words.text(1), words.text(0))));
    }

    private static DirectiveType<Symbols> icon(String name, By by, String meaning) {
        return named(name)
                .takes(Takes.FIRST_AND_EACH)
                .means(meaning)
                .sets(IndexSettings.SYMBOLS, (before, words) -> icon(before, words, by));
    }

    /// `(ALT,url)` sets the alternative text too.
    private static Symbols icon(Symbols before, Arguments words, By by) throws ConfigException {
        String icon = words.text(0);
        Symbols after = before;
        if (icon.startsWith("(")) {
            int close = icon.indexOf(')');
            if (close < 0) {
                throw words.wrong("missing closing paren");
            }
            int comma = icon.indexOf(',');
            after = after.withAlt(Mark.of(by, words.text(1), icon.substring(1, comma < 0 ? icon.length() : comma)));
            icon = comma < 0 || comma > close ? "" : icon.substring(comma + 1, close);
        }
        return after.withIcon(Mark.of(by, words.text(1), icon));
    }

    private static IndexOrder order(Arguments words) throws ConfigException {
        char direction = switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "ascending" -> 'A';
            case "descending" -> 'D';
            default -> throw words.wrong("First keyword must be 'Ascending' or 'Descending'");
        };
        char key = switch (words.text(1).toLowerCase(Locale.ROOT)) {
            case "name" -> 'N';
            case "date" -> 'M';
            case "size" -> 'S';
            case "description" -> 'D';
            default -> throw words.wrong("Second keyword must be 'Name', 'Date', 'Size', or 'Description'");
        };
        return new IndexOrder(key, direction);
    }
}
