package muster.child;

import muster.posix.Spawn;

/// The descriptors of a child when it starts. Beside the standard streams it has these and no other:
///
/// | descriptor | what | how |
/// | --- | --- | --- |
/// | 0, 1 | `/dev/null` | |
/// | 2 | the main error log, for what the virtual machine itself has to say | write |
/// | 3 | control socket to the parent, SOCK_SEQPACKET; its end means that the parent is gone | both |
/// | 4 | the generation's snapshot of the configuration, a sealed memfd | read |
/// | 5 | the child's own page of the scoreboard, a memfd | both |
/// | 6 | the whole scoreboard, a memfd that only the parent's old mapping can write | read |
/// | 7 | memory that the children of the generation share, a memfd | both |
/// | 8 ... | the listening sockets, in the order of [ChildHeader#listeners] | accept |
/// | then | the log files and pipes, in the order of the generation's table | write |
/// | then | four for each program that all children ask, as [muster.io.SharedProgram] lists them | both |
///
/// How many there are says the [ChildHeader], the first message on the control socket.
public final class Inherited {
    public static final int CONTROL = Spawn.FIRST_PASSED;
    public static final int SNAPSHOT = CONTROL + 1;
    public static final int PAGE = CONTROL + 2;
    public static final int BOARD = CONTROL + 3;
    public static final int SHARED = CONTROL + 4;
    public static final int FIRST_LISTENER = CONTROL + 5;

    private Inherited() {}
}
