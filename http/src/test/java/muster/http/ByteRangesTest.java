package muster.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers are Apache 2.4.71's for a file of 26 bytes, except where said.
class ByteRangesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "bytes=0-1|0-1",
                "BYTES=0-1|0-1",
                "bytes=0-1,3-4|0-1 3-4",
                "bytes=5-3|whole",
                "bytes=x|whole",
                "items=0-1|whole",
                "bytes=|whole",
                "bytes=-|whole",
                "bytes=-5|21-25",
                "bytes=-0|whole",
                "bytes=-100|0-25",
                "bytes=26-|unsatisfiable",
                "bytes=0-1,100-|0-1",
                "bytes=100-,0-1|0-1",
                "bytes=0-,0-|0-25",
                "bytes=0-5,3-8|0-8",
                "bytes=3-8,0-5|0-8",
                "bytes=0-1,,3-4|0-1 3-4",
                "bytes=0-0,-1|0-0 25-25",
                "bytes=-0,0-1|whole",
                "bytes=00000000000000000000001-2|1-2",
                "bytes=99999999999999999999-|whole",
                "bytes=0 -1|whole",
                "bytes=0-1 |0-1",
                "bytes=3-4,0-1|3-4 0-1",
                "bytes=0-25,1-3|0-25",
                "bytes=0-4,20-24,2-22|whole",
                "bytes=1-,0-2,5-7,10-12|0-25",
                // Apache ignores these two fields; RFC 9110 §5.6.1 allows both lists.
                "bytes=0-1, 3-4|0-1 3-4",
                "bytes=,0-1|0-1",
            })
    void readsAsApache(String field, String expected) {
        assertEquals(expected, text(ByteRanges.parse(field, 26, ByteRanges.Limits.DEFAULT)));
    }

    @Test
    void limitsMergedRanges() {
        assertEquals("0-0", text(parse("0-0,".repeat(20) + "0-0")));
        assertEquals("whole", text(parse("0-0,".repeat(21) + "0-0")));
        var limits = new ByteRanges.Limits(2, -1, 0);
        assertEquals("0-0 2-2", text(ByteRanges.parse("bytes=0-0,2-2", 26, limits)));
        assertEquals("whole", text(ByteRanges.parse("bytes=0-0,2-2,4-4", 26, limits)));
        assertEquals("whole", text(ByteRanges.parse("bytes=3-4,1-2", 26, limits)));
        assertEquals("whole", text(ByteRanges.parse("bytes=0-0", 26, new ByteRanges.Limits(0, 0, 0))));
    }

    @Test
    void anEmptyFileSatisfiesNothing() {
        assertEquals("unsatisfiable", text(ByteRanges.parse("bytes=0-", 0, ByteRanges.Limits.DEFAULT)));
        assertEquals("unsatisfiable", text(ByteRanges.parse("bytes=-5", 0, ByteRanges.Limits.DEFAULT)));
    }

    @Test
    void writesContentRange() {
        assertEquals("bytes 0-4/26", new ByteRange(0, 4).contentRange(26));
        assertEquals("bytes */26", ByteRange.unsatisfiedRange(26));
    }

    private static ByteRanges parse(String list) {
        return ByteRanges.parse("bytes=" + list, 26, ByteRanges.Limits.DEFAULT);
    }

    private static String text(ByteRanges ranges) {
        return switch (ranges) {
            case ByteRanges.Whole _ -> "whole";
            case ByteRanges.Unsatisfiable _ -> "unsatisfiable";
            case ByteRanges.Parts(var parts) ->
                parts.stream().map(r -> r.first() + "-" + r.last()).collect(Collectors.joining(" "));
        };
    }
}
