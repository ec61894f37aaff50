package muster.http.h1;

/// Line ends: CR LF, and bare LF where that is taken.
final class Lines {
    static final int INCOMPLETE = -1;
    static final int NO_END = -2;

    private Lines() {}

    /// The offset behind the line end at `at`, [#NO_END] if something else stands there, [#INCOMPLETE] if too little does.
    static int behindEnd(byte[] b, int at, int to, boolean strict) {
        if (at >= to) {
            return INCOMPLETE;
        }
        if (b[at] == '\r') {
            if (at + 1 == to) {
                return INCOMPLETE;
            }
            return b[at + 1] == '\n' ? at + 2 : NO_END;
        }
        return b[at] == '\n' && !strict ? at + 1 : NO_END;
    }

    /// Where the next LF is, or -1.
    static int find(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
