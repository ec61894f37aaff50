package muster.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.DirectorySettings.ResourceLimit;

/// The core's directives that bound what a request may be, and what it may cost.
final class LimitDirectives {
    private LimitDirectives() {}

    static List<DirectiveType<?>> all() {
        var all = new ArrayList<DirectiveType<?>>();
        all.addAll(heads());
        all.addAll(bodies());
        all.addAll(ranges());
        all.addAll(programs());
        return all;
    }

    private static List<DirectiveType<?>> heads() {
        return List.of(
                Declare.host("LimitRequestLine")
                        .means("Limit on maximum size of an HTTP request line")
                        .sets(ServerSettings.LIMIT_REQUEST_LINE, (_, words) -> size(words, "")),
                Declare.host("LimitRequestFieldsize")
                        .means("Limit on maximum size of an HTTP request header field")
                        .sets(ServerSettings.LIMIT_REQUEST_FIELD_SIZE, (_, words) -> size(words, "")),
                Declare.host("LimitRequestFields")
                        .means("Limit (0 = unlimited) on max number of header fields in a request message")
                        .sets(ServerSettings.LIMIT_REQUEST_FIELDS, (_, words) -> size(words, " (0 = no limit)")),
                Declare.host("LimitInternalRecursion")
                        .takes(Takes.ONE_OR_TWO)
                        .means("maximum recursion depth of internal redirects and subrequests")
                        .sets(ServerSettings.LIMIT_RECURSION, (_, words) -> recursion(words)));
    }

    private static List<DirectiveType<?>> bodies() {
        return List.of(
                Declare.everywhere("LimitRequestBody")
                        .means("Limit (in bytes) on maximum size of request message body")
                        .sets(
                                DirectorySettings.LIMIT_REQUEST_BODY,
                                (_, words) -> Declare.number(
                                        words.text(0),
                                        0,
                                        words.wrong("LimitRequestBody requires a non-negative integer."))),
                Declare.everywhere("LimitXMLRequestBody")
                        .means("Limit (in bytes) on maximum size of an XML-based request body")
                        .sets(
                                DirectorySettings.LIMIT_XML_REQUEST_BODY,
                                (_, words) -> atLeastZero(
                                        leadingNumber(words.text(0)),
                                        words.wrong("LimitXMLRequestBody requires a non-negative integer."))));
    }

    private static List<DirectiveType<?>> ranges() {
        return List.of(
                Declare.anywhere("MaxRanges")
                        .means("Maximum number of Ranges in a request before returning the entire resource, or 0 for unlimited")
                        .sets(DirectorySettings.MAX_RANGES, (_, words) -> ranges(words, DirectorySettings.MAX_RANGES)),
                Declare.anywhere("MaxRangeOverlaps")
                        .means("Maximum number of overlaps in Ranges in a request before returning the entire resource, or 0"
                                + " for unlimited")
                        .sets(
                                DirectorySettings.MAX_RANGE_OVERLAPS,
                                (_, words) -> ranges(words, DirectorySettings.MAX_RANGE_OVERLAPS)),
                Declare.anywhere("MaxRangeReversals")
                        .means("Maximum number of reversals in Ranges in a request before returning the entire resource, or"
                                + " 0 for unlimited")
                        .sets(
                                DirectorySettings.MAX_RANGE_REVERSALS,
                                (_, words) -> ranges(words, DirectorySettings.MAX_RANGE_REVERSALS)));
    }

    private static List<DirectiveType<?>> programs() {
        return List.of(
                Declare.everywhere("RLimitCPU")
                        .takes(Takes.ONE_OR_TWO)
                        .means("Soft/hard limits for max CPU usage in seconds")
                        .sets(DirectorySettings.LIMIT_CPU, (_, words) -> resource(words)),
                Declare.everywhere("RLimitMEM")
                        .takes(Takes.ONE_OR_TWO)
                        .means("Soft/hard limits for max memory usage per process")
                        .sets(DirectorySettings.LIMIT_MEMORY, (_, words) -> resource(words)),
                Declare.everywhere("RLimitNPROC")
                        .takes(Takes.ONE_OR_TWO)
                        .means("soft/hard limits for max number of processes per uid")
                        .sets(DirectorySettings.LIMIT_PROCESSES, (_, words) -> resource(words)),
                Declare.anywhere("ReadBufferSize")
                        .means("Size (in bytes) of the memory buffers used to read data")
                        .hasNoEffect("Files are sent without being read, or through buffers of the connection")
                        .sets(Declare.WITHOUT_EFFECT, (before, words) -> {
                            Declare.number(
                                    words.text(0),
                                    0,
                                    words.wrong("parameter must be a number between 0 and (4294967295U)): "
                                            + words.text(0)));
                            return before;
                        }));
    }

    private static int size(Arguments words, String hint) throws ConfigException {
        long size = Declare.number(
                words.text(0),
                0,
                words.wrong(
                        words.directive() + " \"" + words.text(0) + "\" must be a non-negative integer" + hint));
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    private static RecursionLimits recursion(Arguments words) throws ConfigException {
        ConfigException complaint = words.wrong("The recursion limit must be greater than zero.");
        int redirects = (int) Math.min(Integer.MAX_VALUE, Declare.number(words.text(0), 1, complaint));
        if (words.count() == 1) {
            return new RecursionLimits(redirects, redirects);
        }
        return new RecursionLimits(
                redirects, (int) Math.min(Integer.MAX_VALUE, Declare.number(words.text(1), 1, complaint)));
    }

    private static int ranges(Arguments words, ConfigSlot<Integer> slot) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "none" -> 0;
            case "unlimited" -> DirectorySettings.UNLIMITED;
            case "default" -> slot.unset();
            default ->
                (int) Math.min(
                        Integer.MAX_VALUE - 1,
                        Declare.number(
                                words.text(0),
                                1,
                                words.wrong(words.directive()
                                        + " requires 'none', 'default', 'unlimited' or a positive integer")));
        };
    }

    private static ResourceLimit resource(Arguments words) {
        long soft = resource(words, 0);
        return new ResourceLimit(soft, words.count() == 1 ? -1 : resource(words, 1));
    }

    private static long resource(Arguments words, int index) {
        return words.text(index).equalsIgnoreCase("max") ? Long.MAX_VALUE : leadingNumber(words.text(index));
    }

    private static long atLeastZero(long number, ConfigException complaint) throws ConfigException {
        if (number < 0) {
            throw complaint;
        }
        return number;
    }

    /// As C's atol reads it: what begins with no digit is 0.
    private static long leadingNumber(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int end = start;
        while (end < text.length() && end < start + 18 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        long number = end == start ? 0 : Long.parseLong(text.substring(start, end));
        return text.startsWith("-") ? -number : number;
    }
}
