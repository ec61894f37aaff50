package muster.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {
    private final LineBuffer line = new LineBuffer(4);

    private String text() {
        return new String(line.array(), 0, line.size(), StandardCharsets.ISO_8859_1);
    }

    /// As Apache 2.4.71 logged these header values.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    plain text,      plain text
                    a"b,             a\\"b
                    a\\c,            a\\\\c
                    """)
    void escapesQuotesAndBackslashes(String in, String expected) {
        line.escaped(in);
        assertEquals(expected, text());
    }

    @Test
    void escapesControlCharactersAndWhatIsNotAscii() {
        line.escaped("\t\n\r\b\u000b\u0001\u001f\u007f\u00ff\u00e9~ ");
        assertEquals("\\t\\n\\r\\b\\v\\x01\\x1f\\x7f\\xff\\xe9~ ", text());
    }

    @Test
    void messagesKeepTheirQuotes() {
        line.escapedMessage("say \"no\"\n\\");
        assertEquals("say \"no\"\\n\\\\", text());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 12345, 999_999, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void appendsNumbers(long number) {
        line.put(number);
        assertEquals(Long.toString(number), text());
    }

    @Test
    void padsNumbers() {
        line.padded(7, 3);
        line.padded(1234, 3);
        line.padded(0, 2);
        assertEquals("007123400", text());
    }

    @Test
    void dropsFromBothEnds() {
        line.put("one two three");
        line.truncate(7);
        line.dropFirst(4);
        assertEquals("two", text());
    }
}
