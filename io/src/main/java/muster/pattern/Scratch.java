package muster.pattern;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// The native memory that matches of one thread use, one after another: the subject's bytes, PCRE's offsets and limits.
///
/// A platform thread has its own; all virtual threads share one. A match never parks its thread, and a process of Muster
/// runs virtual threads on a single carrier, so no other match can come between (the rule of `muster.posix.CallState`).
final class Scratch {
    /// Longer subjects get memory of their own: a request line is rarely longer.
    private static final int SUBJECT_ROOM = 16 * 1024;
    private static final int GROUPS = 16;

    private static final Scratch OF_VIRTUAL_THREADS = new Scratch();
    private static final ThreadLocal<Scratch> OF_THIS_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final Arena life = Arena.ofAuto();
    private final MemorySegment subject = life.allocate(SUBJECT_ROOM);
    private final MemorySegment context =
            Pcre2.matchContextCreate(MatchLimits.OF_A_REQUEST).reinterpret(life, Pcre2::matchContextFree);
    private int groups;
    private MemorySegment data = MemorySegment.NULL;
    private MemorySegment offsets = MemorySegment.NULL;

    static Scratch mine() {
        return Thread.currentThread().isVirtual() ? OF_VIRTUAL_THREADS : OF_THIS_THREAD.get();
    }

    /// Puts a subject where PCRE can read it, by a plain copy of its bytes.
    MemorySegment subject(String text) {
        // One byte more: setString writes a NUL at the end.
        var room = text.length() < SUBJECT_ROOM ? subject : Arena.ofAuto().allocate(text.length() + 1L);
        room.setString(0, text, StandardCharsets.ISO_8859_1);
        return room;
    }

    MemorySegment context() {
        return context;
    }

    /// Match data with room for so many groups.
    MemorySegment dataFor(int wanted) {
        if (wanted > groups) {
            groups = Math.max(wanted, GROUPS);
            data = newData(groups);
            offsets = Pcre2.ovector(data, groups);
        }
        return data;
    }

    /// The offsets that the last match left in [#dataFor].
    MemorySegment offsets() {
        return offsets;
    }

    static MemorySegment newData(int groups) {
        return Pcre2.matchDataCreate(groups).reinterpret(Arena.ofAuto(), Pcre2::matchDataFree);
    }
}
