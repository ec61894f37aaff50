package muster.pattern;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import muster.foreign.NativeFunction;
import muster.foreign.NativeLibrary;

/// The functions of libpcre2-8 (`pcre2api(3)`) that Muster calls, each as a Java method of nearly the same name. The
/// library is opened when the first pattern needs it.
final class Pcre2 {
    static final int CASELESS = 0x8;
    static final int DOLLAR_ENDONLY = 0x10;
    static final int DOTALL = 0x20;
    static final int DUPNAMES = 0x40;
    static final int EXTENDED = 0x80;
    static final int MULTILINE = 0x400;
    static final int NOTEMPTY_ATSTART = 0x8;
    static final int NO_JIT = 0x2000;

    static final int ERROR_JIT_STACKLIMIT = -46;
    static final int ERROR_MATCHLIMIT = -47;
    static final int ERROR_NOMEMORY = -48;
    static final int ERROR_DEPTHLIMIT = -53;
    static final int ERROR_HEAPLIMIT = -63;

    static final int INFO_CAPTURECOUNT = 4;
    static final int INFO_NAMECOUNT = 17;
    static final int INFO_NAMEENTRYSIZE = 18;
    private static final int INFO_NAMETABLE = 19;

    private static final int JIT_COMPLETE = 1;
    private static final NativeLibrary LIBRARY = NativeLibrary.open("libpcre2-8.so.0");

    private static final NativeFunction COMPILE = LIBRARY.function("pcre2_compile_8");
    private static final NativeFunction CODE_FREE = LIBRARY.function("pcre2_code_free_8");
    private static final NativeFunction JIT_COMPILE = LIBRARY.function("pcre2_jit_compile_8");
    private static final NativeFunction PATTERN_INFO = LIBRARY.function("pcre2_pattern_info_8");
    private static final NativeFunction GET_ERROR_MESSAGE = LIBRARY.function("pcre2_get_error_message_8");
    private static final NativeFunction MATCH = LIBRARY.function("pcre2_match_8");
    private static final NativeFunction MATCH_DATA_CREATE = LIBRARY.function("pcre2_match_data_create_8");
    private static final NativeFunction MATCH_DATA_FREE = LIBRARY.function("pcre2_match_data_free_8");
    private static final NativeFunction GET_OVECTOR_POINTER = LIBRARY.function("pcre2_get_ovector_pointer_8");
    private static final NativeFunction MATCH_CONTEXT_CREATE = LIBRARY.function("pcre2_match_context_create_8");
    private static final NativeFunction MATCH_CONTEXT_FREE = LIBRARY.function("pcre2_match_context_free_8");
    private static final NativeFunction SET_MATCH_LIMIT = LIBRARY.function("pcre2_set_match_limit_8");
    private static final NativeFunction SET_DEPTH_LIMIT = LIBRARY.function("pcre2_set_depth_limit_8");
    private static final NativeFunction SET_HEAP_LIMIT = LIBRARY.function("pcre2_set_heap_limit_8");

    private Pcre2() {}

    /// @return the code, freed when nothing refers to it any more
    /// @throws PatternException also if this machine has no libpcre2
    static MemorySegment compile(String pattern, int options) throws PatternException {
        if (!LIBRARY.present()) {
            throw new PatternException(
                    LIBRARY.file() + " isn't installed, and this pattern needs it (Debian and Ubuntu: apt install libpcre2-8-0)", -1);
        }
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocateFrom(pattern, StandardCharsets.ISO_8859_1);
            var error = arena.allocate(JAVA_INT);
            var offset = arena.allocate(JAVA_LONG);
            long code = COMPILE.call(text.address(), pattern.length(), options, error.address(), offset.address(), 0, 0);
            if (code == 0) {
                throw new PatternException(errorMessage(error.get(JAVA_INT, 0)), (int) offset.get(JAVA_LONG, 0));
            }
            return owned(code, CODE_FREE);
        }
    }

    /// Makes machine code of a pattern. Where the system forbids that (no executable memory), matching goes on without.
    static void jitCompile(MemorySegment code) {
        JIT_COMPILE.call(code.address(), JIT_COMPLETE);
    }

    /// Matches from an offset of the subject on.
    /// @param length of the subject, in bytes
    /// @return the number of groups set, 0 if there was no room for all of them, or a negative ERROR
    static int match(MemorySegment code, Scratch scratch, int length, int from, int options) {
        int result = (int) MATCH.call(
                code.address(),
                scratch.subject().address(),
                length,
                from,
                options,
                scratch.data().address(),
                scratch.context().address());
        Reference.reachabilityFence(code);
        Reference.reachabilityFence(scratch);
        return result;
    }

    /// Matches in the rest of the subject as if it began at `base`; offsets count from there.
    static int matchRest(MemorySegment code, Scratch scratch, int base, int length, int options) {
        int result = (int) MATCH.call(
                code.address(),
                scratch.subject().address() + base,
                length,
                0,
                options,
                scratch.data().address(),
                scratch.context().address());
        Reference.reachabilityFence(code);
        Reference.reachabilityFence(scratch);
        return result;
    }

    /// A number that `pcre2_pattern_info` tells.
    static int info(MemorySegment code, int what) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(JAVA_INT);
            PATTERN_INFO.call(code.address(), what, value.address());
            return value.get(JAVA_INT, 0);
        }
    }

    /// The table of group names: `count` entries of `entrySize` bytes, each a big-endian 16-bit number and a C string.
    static MemorySegment nameTable(MemorySegment code, int count, int entrySize) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(ADDRESS);
            PATTERN_INFO.call(code.address(), INFO_NAMETABLE, value.address());
            return value.get(ADDRESS, 0).reinterpret((long) count * entrySize);
        }
    }

    static String errorMessage(int error) {
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocate(256);
            int length = (int) GET_ERROR_MESSAGE.call(error, text.address(), text.byteSize());
            return length < 0 ? "error " + error : text.getString(0, StandardCharsets.ISO_8859_1);
        }
    }

    static MemorySegment newMatchContext(MatchLimits limits) {
        long context = MATCH_CONTEXT_CREATE.call(0);
        SET_MATCH_LIMIT.call(context, limits.steps());
        SET_DEPTH_LIMIT.call(context, limits.depth());
        SET_HEAP_LIMIT.call(context, limits.heapKilobytes());
        return owned(context, MATCH_CONTEXT_FREE);
    }

    /// @param groups room for so many, the whole match included
    static MemorySegment newMatchData(int groups) {
        return owned(MATCH_DATA_CREATE.call(groups, 0), MATCH_DATA_FREE);
    }

    /// Where a match leaves its offsets: two numbers of 64 bits for each group.
    static MemorySegment offsets(MemorySegment data, int groups) {
        return MemorySegment.ofAddress(GET_OVECTOR_POINTER.call(data.address())).reinterpret(16L * groups);
    }

    /// Something the library has allocated, given back to it when nothing refers to the segment any more.
    private static MemorySegment owned(long address, NativeFunction free) {
        if (address == 0) {
            throw new OutOfMemoryError("libpcre2");
        }
        return MemorySegment.ofAddress(address).reinterpret(Arena.ofAuto(), gone -> free.call(gone.address()));
    }
}
