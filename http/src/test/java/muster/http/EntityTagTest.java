package muster.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "\"a\" ~ \"a\" ~ true ~ true",
                "W/\"a\" ~ \"a\" ~ false ~ true",
                "\"a\" ~ W/\"a\" ~ false ~ true",
                "W/\"a\" ~ W/\"a\" ~ false ~ true",
                "\"b\", \"a\" ~ \"a\" ~ true ~ true",
                "\"b\",W/\"a\" ~ \"a\" ~ false ~ true",
                "\"x,\" , \"a\" ~ \"a\" ~ true ~ true",
                "\"b,a\" ~ \"a\" ~ false ~ false",
                "\"ab\" ~ \"a\" ~ false ~ false",
                "\"a ~ \"a\" ~ false ~ false",
                ",,\"a\" ~ \"a\" ~ true ~ true",
                "a, b ~ b ~ true ~ true",
                "W/ ~ \"a\" ~ false ~ false",
                "'' ~ \"a\" ~ false ~ false",
            })
    void looksThroughLists(String list, String tag, boolean strong, boolean weak) {
        assertEquals(strong, EntityTag.listHasStrong(list, tag));
        assertEquals(weak, EntityTag.listHasWeak(list, tag));
    }

    @Test
    void comparesPairs() {
        assertTrue(EntityTag.sameStrong("\"a\"", "\"a\""));
        assertFalse(EntityTag.sameStrong("W/\"a\"", "W/\"a\""));
        assertTrue(EntityTag.sameWeak("W/\"a\"", "\"a\""));
        assertFalse(EntityTag.sameWeak("W/\"a\"", "\"b\""));
        assertTrue(EntityTag.isAny("*"));
    }
}
