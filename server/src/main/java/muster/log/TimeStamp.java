package muster.log;

import java.nio.charset.StandardCharsets;
import muster.posix.LocalTime;

/// A point in time in a log line, to the second, made anew only when the second changes. Any thread may ask; a second that two
/// threads see first is made twice.
public final class TimeStamp {
    /// The time stamp of access logs: `[23/Nov/2026:09:12:44 +0000]`.
    public static final String COMMON = "[%d/%b/%Y:%H:%M:%S %z]";

    private final String format;
    private Made last = new Made(Long.MIN_VALUE, new byte[0]);

    /// Final fields, so that a thread that sees it sees it whole.
    private record Made(long second, byte[] text) {}

    /// @param format of `strftime(3)`
    public TimeStamp(String format) {
        this.format = format;
    }

    /// Appends a second since the epoch, in local time.
    public void append(long epochSecond, LineBuffer line) {
        Made made = last;
        if (made.second != epochSecond) {
            made = new Made(epochSecond, LocalTime.format(format, epochSecond).getBytes(StandardCharsets.ISO_8859_1));
            last = made;
        }
        line.put(made.text);
    }
}
