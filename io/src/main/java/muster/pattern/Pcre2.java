package muster.pattern;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The functions of libpcre2-8 (`pcre2api(3)`) that Muster calls, each as a Java method of the same name. The library is
/// opened when the first pattern needs it.
final class Pcre2 {
    static final int DOLLAR_ENDONLY = 0x10;
    static final int CASELESS = 0x8;
    static final int DOTALL = 0x20;
    static final int DUPNAMES = 0x40;
    static final int EXTENDED = 0x80;
    static final int MULTILINE = 0x400;
    static final int NO_JIT = 0x2000;

    static final int ERROR_NOMATCH = -1;
    static final int ERROR_JIT_STACKLIMIT = -46;
    static final int ERROR_MATCHLIMIT = -47;
    static final int ERROR_NOMEMORY = -48;
    static final int ERROR_DEPTHLIMIT = -53;
    static final int ERROR_HEAPLIMIT = -63;

    static final int INFO_CAPTURECOUNT = 4;
    static final int INFO_NAMECOUNT = 17;
    static final int INFO_NAMEENTRYSIZE = 18;
    static final int INFO_NAMETABLE = 19;

    private static final int JIT_COMPLETE = 1;
    private static final String LIBRARY = "libpcre2-8.so.0";
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = open();
    private static final boolean PRESENT = SYMBOLS.find("pcre2_compile_8").isPresent();

    private static final MethodHandle COMPILE = function(
            "pcre2_compile_8", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle MATCH = function(
            "pcre2_match_8",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle PATTERN_INFO =
            function("pcre2_pattern_info_8", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle ERROR_MESSAGE =
            function("pcre2_get_error_message_8", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));

    private static final FunctionDescriptor ADDRESS_INT = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle JIT_COMPILE = function("pcre2_jit_compile_8", ADDRESS_INT);
    private static final MethodHandle SET_MATCH_LIMIT = function("pcre2_set_match_limit_8", ADDRESS_INT);
    private static final MethodHandle SET_DEPTH_LIMIT = function("pcre2_set_depth_limit_8", ADDRESS_INT);
    private static final MethodHandle SET_HEAP_LIMIT = function("pcre2_set_heap_limit_8", ADDRESS_INT);

    private static final FunctionDescriptor ADDRESS_OF_ADDRESS = FunctionDescriptor.of(ADDRESS, ADDRESS);
    private static final MethodHandle MATCH_CONTEXT_CREATE =
            function("pcre2_match_context_create_8", ADDRESS_OF_ADDRESS);
    private static final MethodHandle GET_OVECTOR_POINTER =
            function("pcre2_get_ovector_pointer_8", ADDRESS_OF_ADDRESS);
    private static final MethodHandle MATCH_DATA_CREATE =
            function("pcre2_match_data_create_8", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));

    private static final FunctionDescriptor VOID_OF_ADDRESS = FunctionDescriptor.ofVoid(ADDRESS);
    private static final MethodHandle CODE_FREE = function("pcre2_code_free_8", VOID_OF_ADDRESS);
    private static final MethodHandle MATCH_DATA_FREE = function("pcre2_match_data_free_8", VOID_OF_ADDRESS);
    private static final MethodHandle MATCH_CONTEXT_FREE = function("pcre2_match_context_free_8", VOID_OF_ADDRESS);

    private Pcre2() {}

    /// @return the code, freed when nothing refers to it any more
    /// @throws PatternException also if this machine has no libpcre2
    static MemorySegment compile(String pattern, int options) throws PatternException {
        if (!PRESENT) {
            throw new PatternException(
                    LIBRARY + " isn't installed, and this pattern needs it (Debian and Ubuntu: apt install libpcre2-8-0)", -1);
        }
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocateFrom(pattern, StandardCharsets.ISO_8859_1);
            var error = arena.allocate(JAVA_INT);
            var offset = arena.allocate(JAVA_LONG);
            var code = (MemorySegment)
                    COMPILE.invokeExact(text, (long) pattern.length(), options, error, offset, MemorySegment.NULL);
            if (code.address() == 0) {
                throw new PatternException(
                        errorMessage(error.get(JAVA_INT, 0)), (int) offset.get(JAVA_LONG, 0));
            }
            return code.reinterpret(Arena.ofAuto(), Pcre2::codeFree);
        } catch (PatternException wrong) {
            throw wrong;
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    /// Makes machine code of a pattern. Where the system forbids that (no executable memory), matching goes on without.
    static void jitCompile(MemorySegment code) {
        callInt(JIT_COMPILE, code, JIT_COMPLETE);
    }

    /// @return the number of groups set, 0 if there was no room for all of them, or a negative ERROR
    static int match(
            MemorySegment code, MemorySegment subject, int length, int from, int options, MemorySegment data, MemorySegment context) {
        try {
            return (int) MATCH.invokeExact(code, subject, (long) length, (long) from, options, data, context);
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    /// A number that `pcre2_pattern_info` tells.
    static int info(MemorySegment code, int what) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(JAVA_INT);
            patternInfo(code, what, value);
            return value.get(JAVA_INT, 0);
        }
    }

    /// The table of group names: `count` entries of `entrySize` bytes, each a big-endian 16-bit number and a C string.
    static MemorySegment nameTable(MemorySegment code, int count, int entrySize) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(ADDRESS);
            patternInfo(code, INFO_NAMETABLE, value);
            return value.get(ADDRESS, 0).reinterpret((long) count * entrySize);
        }
    }

    private static void patternInfo(MemorySegment code, int what, MemorySegment into) {
        try {
            int result = (int) PATTERN_INFO.invokeExact(code, what, into);
            if (result < 0) {
                throw new IllegalStateException(errorMessage(result));
            }
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    static String errorMessage(int error) {
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocate(256);
            int length = (int) ERROR_MESSAGE.invokeExact(error, text, text.byteSize());
            return length < 0 ? "error " + error : text.getString(0, StandardCharsets.ISO_8859_1);
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    static MemorySegment matchContextCreate(MatchLimits limits) {
        var context = callAddress(MATCH_CONTEXT_CREATE, MemorySegment.NULL);
        callInt(SET_MATCH_LIMIT, context, limits.steps());
        callInt(SET_DEPTH_LIMIT, context, limits.depth());
        callInt(SET_HEAP_LIMIT, context, limits.heapKilobytes());
        return context;
    }

    static void matchContextFree(MemorySegment context) {
        callVoid(MATCH_CONTEXT_FREE, context);
    }

    /// @param groups room for so many, the whole match included
    static MemorySegment matchDataCreate(int groups) {
        try {
            var data = (MemorySegment) MATCH_DATA_CREATE.invokeExact(groups, MemorySegment.NULL);
            if (data.address() == 0) {
                throw new OutOfMemoryError("pcre2_match_data_create");
            }
            return data;
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    static void matchDataFree(MemorySegment data) {
        callVoid(MATCH_DATA_FREE, data);
    }

    /// Where a match leaves its offsets: two numbers of 64 bits for each group.
    static MemorySegment ovector(MemorySegment data, int groups) {
        return callAddress(GET_OVECTOR_POINTER, data).reinterpret(16L * groups);
    }

    private static void codeFree(MemorySegment code) {
        callVoid(CODE_FREE, code);
    }

    private static int callInt(MethodHandle function, MemorySegment object, int value) {
        try {
            return (int) function.invokeExact(object, value);
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    private static MemorySegment callAddress(MethodHandle function, MemorySegment object) {
        try {
            var result = (MemorySegment) function.invokeExact(object);
            if (result.address() == 0) {
                throw new OutOfMemoryError("libpcre2");
            }
            return result;
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    private static void callVoid(MethodHandle function, MemorySegment object) {
        try {
            function.invokeExact(object);
        } catch (Throwable problem) {
            throw unexpected(problem);
        }
    }

    private static SymbolLookup open() {
        try {
            return SymbolLookup.libraryLookup(LIBRARY, Arena.global());
        } catch (IllegalArgumentException absent) {
            return _ -> Optional.empty();
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(type).bindTo(SYMBOLS.find(name).orElse(MemorySegment.NULL));
    }

    /// A downcall handle never throws a checked exception; what arrives here is a bug or a dying machine.
    private static RuntimeException unexpected(Throwable problem) {
        if (problem instanceof RuntimeException exception) {
            throw exception;
        }
        if (problem instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("libpcre2 could not be called", problem);
    }
}
