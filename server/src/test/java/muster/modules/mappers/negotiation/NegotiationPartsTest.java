package muster.modules.mappers.negotiation;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The grammars of negotiation. What is chosen in the end is compared with httpd.
final class NegotiationPartsTest {
    @ParameterizedTest
    @CsvSource({"'',1", "1,1", "0,0", "0.5,0.5", ".5,0.5", "0.,0", "0.123,0.123", "0.1239,0.123", "0.1x9,0.1", "2,1", "x,1", "' 0.5',0.5"})
    void weightsHaveThreeDecimals(String text, float expected) {
        assertEquals(expected, Accepted.quality(text), 0.00001f);
    }

    @Test
    void elementsHaveNamesWeightsLevelsAndCharsets() {
        var all = Accepted.all("text/HTML;level=3;q=0.5, text/plain; Charset=\"UTF-8\" ; qs=.2,,*");
        assertEquals(
                List.of(
                        new Accepted("text/html", 0.5f, 3, ""),
                        new Accepted("text/plain", 0.2f, 0, "utf-8"),
                        new Accepted("", 1, 0, ""),
                        new Accepted("*", 1, 0, "")),
                all);
        assertNull(Accepted.all(null));
        assertEquals(List.of(), Accepted.all(""));
        assertEquals(2, Accepted.type("text/html").level());
    }

    /// Whatever a client sends, reading it comes to an end.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {";", ",;,;=", "\"unclosed, text/html", "a;;;;b", ";q", "=;=", "\"\"\";\"", "a b c"})
    void everyFieldIsReadToItsEnd(String field) {
        var all = Accepted.all(field);
        assertTrue(all != null && all.size() <= field.length());
    }

    @Test
    void aMapsLinesCanBeFoldedAndCommented() {
        var lines = new MapLines("# first\nURI: a\n  b\n# inside\n\tc\nNext: x\n\n  \nlast: y");
        var read = new ArrayList<String>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            read.add(line);
        }
        assertEquals(List.of("URI: a\nb\nc\n", "Next: x\n", "\n", "  \n", "last: y"), read);
    }

    @Test
    void aBodyEndsWithItsWord() {
        var lines = new MapLines("Body:END\nhello\nEND rest\nnext: 1\n");
        assertEquals("Body:END\n", lines.next());
        assertEquals(9, lines.position());
        assertEquals(6, lines.body("END", 100));
        assertEquals("next: 1\n", lines.next());
        assertEquals(-1, new MapLines("no end").body("END", 100));
        assertEquals(-1, new MapLines("a far away END").body("END", 10));
    }

    @Test
    void aRequestMustNameWhatNobodyKnows() {
        assertTrue(FolderVariants.namesAll("page", List.of("page")));
        assertTrue(FolderVariants.namesAll("page.html.bak", List.of("page", "bak")));
        assertFalse(FolderVariants.namesAll("page", List.of("page", "bak")));
        assertFalse(FolderVariants.namesAll("bak.page", List.of("page", "bak")));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "0.5,0.5", "0.25,0.25", "0.125,0.125", "0,0", "0.0004,0", "2,2"})
    void qualitiesAreWrittenWithoutZerosAtTheEnd(float quality, String expected) {
        assertEquals(expected, Outcome.quality(quality));
    }

    @Test
    void theNegotiateFieldSaysWhoChooses() {
        assertEquals(Negotiate.SERVER_DRIVEN, Negotiate.of(null, null));
        assertEquals(Negotiate.SERVER_DRIVEN, Negotiate.of("trans", "Lynx/2.8"));
        assertEquals(new Negotiate(true, false, false, false), Negotiate.of("trans, trans", "Lynx/2.8"));
        assertEquals(new Negotiate(true, true, true, true), Negotiate.of("vlist, 1.0", null));
        assertEquals(new Negotiate(true, true, false, true), Negotiate.of("*", null));
        assertEquals(new Negotiate(false, false, false, false), Negotiate.of("", null));
    }
}
