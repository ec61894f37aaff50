package muster.http;

import java.util.ArrayList;
import java.util.List;

/// What a Range field asks for, of a representation whose length is known: httpd's reading of RFC 9110 §14.2.
///
/// Neighbours that overlap or touch are merged, which many downloaders rely on and which takes the point out of asking
/// for the same byte a thousand times (CVE-2011-3192).
public sealed interface ByteRanges {
    /// The field doesn't count: it is malformed, in another unit, or asks for too much. Answer with all, status 200.
    record Whole() implements ByteRanges {}

    /// Every range lies behind the end. Answer 416.
    record Unsatisfiable() implements ByteRanges {}

    /// Answer 206 with these, in the order they were asked for; one, or several as multipart/byteranges.
    /// @param ranges at least one, all within the representation
    record Parts(List<ByteRange> ranges) implements ByteRanges {}

    ByteRanges WHOLE = new Whole();
    ByteRanges UNSATISFIABLE = new Unsatisfiable();

    /// How much a client may ask for before it gets the whole instead: MaxRanges, MaxRangeOverlaps, MaxRangeReversals.
    ///
    /// @param ranges after merging; -1 for unlimited, 0 to ignore Range altogether
    /// @param overlaps ranges merged into the one before; -1 for unlimited
    /// @param reversals ranges merged that start before the one before; -1 for unlimited
    record Limits(int ranges, int overlaps, int reversals) {
        /// httpd's defaults.
        public static final Limits DEFAULT = new Limits(200, 20, 20);
    }

    /// Reads a Range field.
    ///
    /// @param field its value, `bytes=0-499,-500`
    /// @param length of the representation
    static ByteRanges parse(String field, long length, Limits limits) {
        if (limits.ranges == 0 || !field.regionMatches(true, 0, "bytes=", 0, 6)) {
            return WHOLE;
        }
        return new Reader(length, limits).read(field);
    }

    /// Reads one field; merges as it goes.
    final class Reader {
        private final List<ByteRange> found = new ArrayList<>(1);
        private final long length;
        private final Limits limits;
        private long first;
        private long last;
        private boolean merging;
        private boolean behindEnd;
        private int overlaps;
        private int reversals;
        private long sum;

        private Reader(long length, Limits limits) {
            this.length = length;
            this.limits = limits;
        }

        private ByteRanges read(String field) {
            int at = 6;
            while (at < field.length()) {
                int comma = field.indexOf(',', at);
                int end = comma < 0 ? field.length() : comma;
                if (!readSpec(field, at, end)) {
                    return WHOLE;
                }
                at = end + 1;
            }
            if (merging) {
                keep();
            }
            if (found.isEmpty()) {
                return behindEnd ? UNSATISFIABLE : WHOLE;
            }
            boolean tooMuch = sum > length
                    || over(found.size(), limits.ranges)
                    || over(overlaps, limits.overlaps)
                    || over(reversals, limits.reversals);
            return tooMuch ? WHOLE : new Parts(List.copyOf(found));
        }

        /// `0-499`, `500-` or `-500` between two commas; false if it is malformed, which spoils the whole field.
        private boolean readSpec(String field, int from, int to) {
            int start = from;
            int end = to;
            while (start < end && isBlank(field.charAt(start))) {
                start++;
            }
            while (end > start && isBlank(field.charAt(end - 1))) {
                end--;
            }
            if (start == end) {
                return true;
            }
            int dash = field.indexOf('-', start);
            if (dash < 0 || dash >= end) {
                return false;
            }
            if (dash == start) {
                long suffix = number(field, dash + 1, end);
                if (suffix <= 0) {
                    return false; // httpd takes the last 0 bytes for malformed, not for unsatisfiable
                }
                take(Math.max(0, length - suffix), length - 1);
                return true;
            }
            long low = number(field, start, dash);
            long high = dash + 1 == end ? length - 1 : number(field, dash + 1, end);
            if (low < 0 || dash + 1 < end && high < low) {
                return false;
            }
            take(low, high);
            return true;
        }

        private void take(long low, long wanted) {
            if (low >= length) {
                behindEnd = true;
                return;
            }
            long high = Math.min(wanted, length - 1);
            if (!merging) {
                first = low;
                last = high;
                merging = true;
                return;
            }
            boolean merged = low >= first && high <= last;
            if (low < first && high >= first - 1) {
                first = low;
                reversals++;
                merged = true;
            }
            if (high >= last && low <= last + 1) {
                last = high;
                merged = true;
            }
            if (merged) {
                overlaps++;
                return;
            }
            keep();
            first = low;
            last = high;
        }

        private void keep() {
            found.add(new ByteRange(first, last));
            sum += last - first + 1;
        }

        private static boolean over(int count, int limit) {
            return limit >= 0 && count > limit;
        }

        /// -1 if it isn't a number, or none that a file could reach.
        private static long number(String text, int from, int to) {
            long value = from == to ? -1 : 0;
            for (int i = from; i < to; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - 9) / 10) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            return value;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
