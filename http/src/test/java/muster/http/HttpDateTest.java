package muster.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final long EXAMPLE = 784_111_777;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                " Sun, 6 Nov 1994 08:49:37 GMT",
                "Xyz, 06 nov 1994 08:49:37",
                "Sun Nov 6 08:49:37 1994",
            })
    void readsAllForms(String text) {
        assertEquals(EXAMPLE, HttpDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "Sun,06 Nov 1994 08:49:37 GMT",
                "Sun, 31 Nov 1994 08:49:37 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nop 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49:62 GMT",
                "Sun, 06 Nov 1994 08:49",
                "Sun, 06 Nov 19940 08:49:37 GMT",
                "Sun, 06 Nov 1900 08:49:37 GMT",
                "Sun Nov  6 08:49:37",
                "Sun, ",
            })
    void refusesOthers(String text) {
        assertEquals(HttpDate.BAD, HttpDate.parse(text));
    }

    @Test
    void writesWhatJavaTimeWrites() {
        var reference = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        var random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            long second = random.nextLong(253_402_300_800L);
            String text = HttpDate.format(second);
            assertEquals(reference.format(Instant.ofEpochSecond(second)), text);
            assertEquals(second, HttpDate.parse(text));
        }
        assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", HttpDate.format(-5));
        assertEquals("Thu, 29 Feb 2024 00:00:00 GMT", HttpDate.format(1_709_164_800L));
    }
}
