package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// Points in time as text in the time zone of this machine (`TZ`, `/etc/localtime`), with the conversions of `strftime(3)` in
/// the C locale, whatever `LANG` says.
public final class LocalTime {
    /// The longest text, as httpd's MAX_STRING_LEN.
    private static final int MOST = 8192;
    /// Larger than `struct tm` (56 bytes in glibc and musl).
    private static final int TM_SIZE = 128;
    private static final int LC_ALL_MASK = 0x1FBF;

    private static final Libc.SystemCall LOCALTIME = Libc.call("localtime_r");
    private static final Libc.SystemCall STRFTIME = Libc.call("strftime_l");
    private static final Libc.SystemCall NEWLOCALE = Libc.call("newlocale");
    private static final MemorySegment C_LOCALE = cLocale();

    private LocalTime() {}

    /// One point in time by a format of `strftime`; empty if it comes to more than 8191 bytes.
    public static String format(String format, long epochSecond) {
        try (var arena = Arena.ofConfined()) {
            var state = CallState.mine();
            var time = arena.allocate(JAVA_LONG);
            time.set(JAVA_LONG, 0, epochSecond);
            var parts = arena.allocate(TM_SIZE, 8);
            var _ = MemorySegment.ofAddress(LOCALTIME.call(state, time.address(), parts.address()));
            var pattern = arena.allocateFrom(format, StandardCharsets.ISO_8859_1);
            var room = arena.allocate(MOST);
            long length = STRFTIME.call(state, room.address(), (long) MOST, pattern.address(), parts.address(), C_LOCALE.address());
            var text = new byte[(int) length];
            MemorySegment.copy(room, JAVA_BYTE, 0, text, 0, text.length);
            return new String(text, StandardCharsets.ISO_8859_1);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    private static MemorySegment cLocale() {
        try (var arena = Arena.ofConfined()) {
            return MemorySegment.ofAddress(NEWLOCALE.call(CallState.mine(), LC_ALL_MASK, arena.allocateFrom("C").address(), 0));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }
}
