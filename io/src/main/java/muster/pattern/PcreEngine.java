package muster.pattern;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern compiled by PCRE2, to machine code where the system allows that.
///
/// @param code of `pcre2_compile`
/// @param namedGroups in order of their names
record PcreEngine(String pattern, MemorySegment code, int groupCount, List<Regex.NamedGroup> namedGroups)
        implements Engine {
    static PcreEngine compile(String pattern, RegexOptions options) throws PatternException {
        var code = Pcre2.compile(pattern, bits(options));
        Pcre2.jitCompile(code);
        return new PcreEngine(pattern, code, Pcre2.info(code, Pcre2.INFO_CAPTURECOUNT), names(code));
    }

    @Override
    public boolean matches(String subject) {
        return run(Scratch.mine(), subject, 0);
    }

    @Override
    public @Nullable Match find(String subject, int from) {
        var scratch = Scratch.mine();
        if (!run(scratch, subject, from)) {
            return null;
        }
        return match(scratch, subject, 0);
    }

    void each(String subject, Regex.Taker taker) {
        var scratch = Scratch.mine();
        scratch.prepare(subject, groupCount + 1);
        try {
            int base = 0;
            int options = 0;
            while (base <= subject.length() && found(scratch, subject, base, options)) {
                Match match = match(scratch, subject, base);
                if (!taker.take(match)) {
                    return;
                }
                base = Math.max(base, match.end(0));
                options = Pcre2.NOTEMPTY_ATSTART;
            }
        } finally {
            scratch.done();
        }
    }

    private boolean found(Scratch scratch, String subject, int base, int options) {
        int length = subject.length() - base;
        int result = Pcre2.matchRest(code, scratch, base, length, options);
        if (result == Pcre2.ERROR_JIT_STACKLIMIT) {
            result = Pcre2.matchRest(code, scratch, base, length, options | Pcre2.NO_JIT);
        }
        return judged(result, length);
    }

    private Match match(Scratch scratch, String subject, int base) {
        var found = scratch.offsets();
        var offsets = new int[2 * (groupCount + 1)];
        for (int i = 0; i < offsets.length; i++) {
            // An unset group is PCRE2_UNSET, all bits one, and so -1 here.
            int offset = (int) found.getAtIndex(JAVA_LONG, i);
            offsets[i] = offset < 0 ? offset : offset + base;
        }
        return new Match(subject, offsets);
    }

    private boolean run(Scratch scratch, String subject, int from) {
        scratch.prepare(subject, groupCount + 1);
        int result = Pcre2.match(code, scratch, subject.length(), from, 0);
        if (result == Pcre2.ERROR_JIT_STACKLIMIT) {
            // Machine code has 32 KB of stack for its backtracking; the interpreter may use more, from the heap.
            result = Pcre2.match(code, scratch, subject.length(), from, Pcre2.NO_JIT);
        }
        scratch.done();
        return judged(result, subject.length());
    }

    private boolean judged(int result, int length) {
        return switch (result) {
            case Pcre2.ERROR_MATCHLIMIT,
                    Pcre2.ERROR_DEPTHLIMIT,
                    Pcre2.ERROR_HEAPLIMIT,
                    Pcre2.ERROR_JIT_STACKLIMIT,
                    Pcre2.ERROR_NOMEMORY ->
                throw new PatternLimitException(pattern, length, Pcre2.errorMessage(result));
            // Other errors can't be but for patterns that ask for UTF and subjects that aren't: no match, as in httpd.
            default -> result >= 0;
        };
    }

    private static int bits(RegexOptions options) {
        return Pcre2.DUPNAMES
                | (options.ignoreCase() ? Pcre2.CASELESS : 0)
                | (options.extended() ? Pcre2.EXTENDED : 0)
                | (options.multiline() ? Pcre2.MULTILINE : 0)
                | (options.dotAll() ? Pcre2.DOTALL : 0)
                | (options.dollarEndOnly() ? Pcre2.DOLLAR_ENDONLY : 0);
    }

    private static List<Regex.NamedGroup> names(MemorySegment code) {
        int count = Pcre2.info(code, Pcre2.INFO_NAMECOUNT);
        if (count == 0) {
            return List.of();
        }
        int size = Pcre2.info(code, Pcre2.INFO_NAMEENTRYSIZE);
        var table = Pcre2.nameTable(code, count, size);
        var names = new ArrayList<Regex.NamedGroup>(count);
        for (int i = 0; i < count; i++) {
            var entry = table.asSlice((long) i * size, size);
            int number = (entry.get(JAVA_BYTE, 0) & 0xff) << 8 | entry.get(JAVA_BYTE, 1) & 0xff;
            names.add(new Regex.NamedGroup(entry.getString(2, StandardCharsets.ISO_8859_1), number));
        }
        return List.copyOf(names);
    }
}
