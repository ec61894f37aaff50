package muster.pattern;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import muster.posix.PerThread;

/// The native memory that matches of one thread use, one after another: the subject's bytes, PCRE's offsets and limits.
///
/// A platform thread has its own; all virtual threads share one. A match never parks its thread, and a process of Muster
/// runs virtual threads on a single carrier, so no other match can come between (the rule of `muster.posix.CallState`).
final class Scratch {
    /// A request line is rarely longer; longer subjects get memory of their own.
    private static final int SUBJECT_ROOM = 16 * 1024;
    private static final int GROUPS = 16;

    private static final PerThread<Scratch> SCRATCHES = new PerThread<>(Scratch::new);

    private final MemorySegment room = Arena.ofAuto().allocate(SUBJECT_ROOM);
    private final MemorySegment context = Pcre2.newMatchContext(MatchLimits.OF_A_REQUEST);
    private MemorySegment subject = room;
    private int groups = GROUPS;
    private MemorySegment data = Pcre2.newMatchData(groups);
    private MemorySegment offsets = Pcre2.offsets(data, groups);

    static Scratch mine() {
        return SCRATCHES.mine();
    }

    /// Puts a subject where PCRE can read it, and sees to it that there is room for its groups.
    void prepare(String text, int wantedGroups) {
        // One byte more: setString writes a NUL at the end.
        subject = text.length() < SUBJECT_ROOM ? room : Arena.ofAuto().allocate(text.length() + 1L);
        subject.setString(0, text, StandardCharsets.ISO_8859_1);
        if (wantedGroups > groups) {
            data = Pcre2.newMatchData(wantedGroups);
            groups = wantedGroups;
            offsets = Pcre2.offsets(data, groups);
        }
    }

    /// Forgets a long subject.
    void done() {
        subject = room;
    }

    MemorySegment subject() {
        return subject;
    }

    MemorySegment context() {
        return context;
    }

    MemorySegment data() {
        return data;
    }

    /// The offsets that the last match left.
    MemorySegment offsets() {
        return offsets;
    }
}
