package muster.modules.loggers;

import java.time.Instant;
import java.util.function.ToLongFunction;
import muster.core.LogItem;
import muster.core.Request;
import muster.log.TimeStamp;

/// When a request began and ended, and how long it took: `%t`, `%T`, `%D`.
final class LogTimes {
    private static final long MICROS = 1_000_000;

    private LogTimes() {}

    /// `%t` with its argument: `begin:` or `end:`, then `sec`, `msec`, `usec`, `msec_frac`, `usec_frac`, or a format of
    /// `strftime(3)`; nothing for the time stamp of the common log format.
    static LogItem moment(String argument) {
        ToLongFunction<Request> when = LogTimes::beginMicros;
        String format = argument;
        if (argument.equals("begin") || argument.startsWith("begin:")) {
            format = argument.substring(Math.min(argument.length(), "begin:".length()));
        } else if (argument.equals("end") || argument.startsWith("end:")) {
            when = LogTimes::endMicros;
            format = argument.substring(Math.min(argument.length(), "end:".length()));
        }
        return switch (format) {
            case "" -> argument.startsWith("end") ? stamp(TimeStamp.COMMON, when) : common();
            case "sec" -> number(when, MICROS, 0);
            case "msec" -> number(when, 1000, 0);
            case "usec" -> number(when, 1, 0);
            case "msec_frac" -> number(micros(when), 1000, 3);
            case "usec_frac" -> number(micros(when), 1, 6);
            default -> stamp(format, when);
        };
    }

    /// The usual time stamp: the only one worth a way of its own.
    private static LogItem common() {
        var stamp = new TimeStamp(TimeStamp.COMMON);
        return (request, line) -> stamp.append(request.startMillis() / 1000, line);
    }

    private static LogItem stamp(String format, ToLongFunction<Request> when) {
        var stamp = new TimeStamp(format);
        return (request, line) -> stamp.append(when.applyAsLong(request) / MICROS, line);
    }

    /// The part of a moment within its second.
    private static ToLongFunction<Request> micros(ToLongFunction<Request> when) {
        return request -> when.applyAsLong(request) % MICROS;
    }

    private static LogItem number(ToLongFunction<Request> when, long unit, int digits) {
        return (request, line) -> line.padded(when.applyAsLong(request) / unit, digits);
    }

    /// `%T` with its unit; a unit that doesn't exist is shown itself, as httpd does.
    static LogItem duration(String unit) {
        return switch (unit) {
            case "", "s" -> (request, line) -> line.put(micros(request) / MICROS);
            case "ms" -> (request, line) -> line.put(micros(request) / 1000);
            case "us" -> (request, line) -> line.put(micros(request));
            default -> (_, line) -> line.put(unit);
        };
    }

    private static long micros(Request request) {
        Request first = request.original();
        return Math.max(0, (first.endNanos() - first.startNanos()) / 1000);
    }

    /// The start to the microsecond, from now and how long ago it was; never in another millisecond than the one that was noted.
    private static long beginMicros(Request request) {
        Instant now = Instant.now();
        long ago = (System.nanoTime() - request.startNanos()) / 1000;
        long begin = now.getEpochSecond() * MICROS + now.getNano() / 1000 - ago;
        long noted = request.startMillis() * 1000;
        return Math.clamp(begin, noted, noted + 999);
    }

    private static long endMicros(Request request) {
        return beginMicros(request) + micros(request);
    }
}
