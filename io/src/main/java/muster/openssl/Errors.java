package muster.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// The error queue of this thread (`ERR_get_error(3)`).
final class Errors {
    private static final int LINE = 256;
    private static final int MOST = 16;

    private static final OpenSsl.Function CLEAR = OpenSsl.crypto("ERR_clear_error");
    private static final OpenSsl.Function GET = OpenSsl.crypto("ERR_get_error_all");
    private static final OpenSsl.Function TEXT = OpenSsl.crypto("ERR_error_string_n");

    private Errors() {}

    static void clear() {
        CLEAR.call();
    }

    /// What went wrong, taken off the queue.
    static OpenSslException take(String what) {
        var lines = new ArrayList<String>();
        long first = 0;
        try (var arena = Arena.ofConfined()) {
            MemorySegment line = arena.allocate(LINE);
            MemorySegment data = arena.allocate(8);
            MemorySegment flags = arena.allocate(8);
            for (long code = next(data, flags); code != 0 && lines.size() < MOST; code = next(data, flags)) {
                first = first == 0 ? code : first;
                TEXT.call(code, line.address(), LINE);
                String text = line.getString(0, StandardCharsets.ISO_8859_1);
                String detail = OpenSsl.text(data.get(java.lang.foreign.ValueLayout.JAVA_LONG, 0));
                boolean isText = (flags.get(java.lang.foreign.ValueLayout.JAVA_INT, 0) & 2) != 0;
                lines.add(isText && !detail.isEmpty() ? text + " (" + detail + ")" : text);
            }
        }
        clear();
        return new OpenSslException(what, first, lines);
    }

    private static long next(MemorySegment data, MemorySegment flags) {
        return GET.call(0, 0, 0, data.address(), flags.address(), 0, 0);
    }
}
