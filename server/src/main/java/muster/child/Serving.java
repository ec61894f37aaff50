package muster.child;

import muster.core.ConnectionServer;
import muster.core.Server;
import muster.mpm.Mpm;

/// What the configuration comes to in a child.
///
/// @param connections serves one connection of [#server]
/// @param requestTail whether the scoreboard keeps the ends of long request lines (SeeRequestTail)
public record Serving(Server server, ConnectionServer connections, Mpm mpm, boolean requestTail) {}
