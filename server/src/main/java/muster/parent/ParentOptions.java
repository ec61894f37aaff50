package muster.parent;

import java.util.List;

/// How the parent was started.
///
/// @param commandLine as the error log quotes it (AH00094)
/// @param childCommand how to start a child
/// @param oneChild `-X`: one child and no other
/// @param onTerminal whether a terminal's window may send SIGWINCH, which then means nothing
/// @param serving called once, when the first child accepts: a launcher may end, a banner may be printed
public record ParentOptions(
        String commandLine, ChildCommand childCommand, boolean oneChild, boolean onTerminal, Runnable serving) {
    /// Variables that speak to this process only.
    static final List<String> OWN_VARIABLES = List.of("NOTIFY_SOCKET=", "LISTEN_FDS=", "LISTEN_PID=", "LISTEN_FDNAMES=");
}
