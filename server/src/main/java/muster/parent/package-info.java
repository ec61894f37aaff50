/// The parent process: binds, starts children, watches them, and never reads a byte that a client sent.
///
/// [muster.parent.Parent] is one thread and one loop: signals, the children's control sockets and their ends are events of one
/// epoll; once a second it looks at the scoreboard. A restart makes a [muster.parent.Generation]: a reading of the
/// configuration with its snapshot, sockets and logs. Old and new serve side by side until the new one is ready, so a
/// configuration that doesn't work never stops the one that does.
///
/// What must stay true: a decision is a pure function of what was seen ([muster.parent.SparePolicy]); a child is
/// signalled through its pidfd only; nothing read from a child is trusted.
@NullMarked
package muster.parent;

import org.jspecify.annotations.NullMarked;
