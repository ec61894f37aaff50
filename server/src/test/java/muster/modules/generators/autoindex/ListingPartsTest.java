package muster.modules.generators.autoindex;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Sizes, descriptions, titles, orders and queries of listings. What pages look like as a whole is compared with httpd.
final class ListingPartsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "-1|\"  - \"", "0|\"  0 \"", "9|\"  9 \"", "972|\"972 \"", "973|1.0K", "1024|1.0K", "1075|1.0K", "1076|1.1K",
        "10188|9.9K", "10189|\" 10K\"", "10752|\" 11K\"", "996147|973K", "996352|1.0M", "1048576|1.0M", "104857600|100M",
        "1073741824|1.0G", "5497558138880|5.0T", "9223372036854775807|8.0E"
    })
    void sizesTakeFourCharacters(long bytes, String expected) {
        assertEquals(expected, Columns.size(bytes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "short|23|short", "exactly|7|exactly", "exactly|6|exact>", "a<b>b</b>c|3|a<b>b</b>c", "a<b>b</b>c|2|a<b>b</b>",
        "&auml;&ouml;&uuml;|2|&auml;&ouml>", "a<unclosed|1|a<unclosed", "a&unclosed|2|a&unclosed"
    })
    void descriptionsAreCutAsBrowsersCount(String html, int width, String expected) {
        assertEquals(expected, Columns.cut(html, width));
    }

    @Test
    void anEmptyColumnCutsNothing() {
        assertEquals("x", Columns.cut("x", 0));
    }

    @Test
    void titlesAreFoundInAnyCaseAndOnOneLine() {
        assertEquals("One line", HtmlTitle.in("<html><TITLE>One\nline</Title>"));
        assertEquals("after", HtmlTitle.in("<title>\r\nafter</title>"));
        assertEquals("to the end", HtmlTitle.in("x<title>to the end"));
        assertEquals("", HtmlTitle.in("<title></title>"));
        assertNull(HtmlTitle.in("<titl>no</titl>"));
        assertNull(HtmlTitle.in("a\0<title>behind a NUL</title>"));
    }

    @ParameterizedTest
    @CsvSource({
        "a, b, -1", "file9, file10, -1", "file10, file9, 1", "file09, file9, -1", "1.10, 1.9, 1", "1.010, 1.001, 1",
        "'a 1', a1, 0", "a, a, 0", "a, ab, -1", "A, a, -1", "'', a, -1", "10, 9a, 1", "a10b, a10c, -1"
    })
    void numbersInNamesCountAsNumbers(String one, String other, int expected) {
        assertEquals(expected, Integer.signum(new NaturalOrder(false).compare(one, other)));
        assertEquals(-expected, Integer.signum(new NaturalOrder(false).compare(other, one)));
    }

    @Test
    void caseCanBeIgnored() {
        assertEquals(0, new NaturalOrder(true).compare("ABC1", "abc1"));
        assertTrue(new NaturalOrder(true).compare("B", "a") > 0);
    }

    /// Names for which the natural order goes in circles must not end in an exception.
    @Test
    void everySetOfNamesIsSorted() {
        var random = new Random(1);
        var query = IndexQuery.of(IndexOptions.UNSET, IndexOrder.UNSET, "V=1");
        for (int round = 0; round < 200; round++) {
            var entries = new Entry[100];
            for (int i = 0; i < entries.length; i++) {
                var name = new StringBuilder();
                for (int k = random.nextInt(6); k >= 0; k--) {
                    name.append("01 9a.".charAt(random.nextInt(6)));
                }
                entries[i] = new Entry(name.toString(), null, null, null, -1, -1, false);
            }
            new EntryOrder(query).sort(entries, entries.length);
            assertEquals(100, List.of(entries).size());
        }
    }

    @Test
    void theParentComesFirstWhateverTheOrder() {
        var entries = new Entry[] {
            new Entry("a", null, null, null, 1, 1, false),
            new Entry("z/", null, null, null, -1, 2, true),
            new Entry("/up/", null, null, null, -1, -1, false),
            new Entry("b", null, null, null, 2, 0, false)
        };
        new EntryOrder(IndexQuery.of(IndexOptions.UNSET, IndexOrder.UNSET, "C=S;O=D")).sort(entries, 4);
        assertEquals("[/up/, z/, b, a]", List.of(entries).stream().map(Entry::name).toList().toString());
    }

    @Test
    void aQueryIsReadUpToWhatIsntUnderstood() {
        var query = IndexQuery.of(IndexOptions.UNSET, IndexOrder.UNSET, "C=S;O=D;F=2;V=1;P=a%2A;nonsense;C=N");
        assertEquals('S', query.key());
        assertEquals('D', query.order());
        assertEquals(";F=2;V=1;P=a*", query.kept());
        assertTrue(query.has(IndexOptions.TABLE) && query.has(IndexOptions.VERSION_SORT));
    }

    @Test
    void patternsFromClientsMatchAsTheShellDoes() {
        var star = new IndexQuery.Pattern("*");
        assertTrue(star.matches("a"));
        assertFalse(star.matches(".hidden"));
        assertTrue(new IndexQuery.Pattern(".*").matches(".hidden"));
        assertTrue(new IndexQuery.Pattern("a\\*").matches("a\\b"));
    }

    @Test
    void listingsShareABudget() {
        var budget = new EntryBudget(2 * EntryBudget.PIECE);
        try (var one = budget.share(); var other = budget.share()) {
            assertTrue(one.more());
            assertTrue(other.more());
            assertFalse(one.more());
        }
        try (var later = budget.share()) {
            assertTrue(later.more());
            assertTrue(later.more());
            assertFalse(later.more());
        }
    }
}
