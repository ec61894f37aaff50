package muster.child;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import muster.core.ConnectionServer;
import muster.core.Server;
import muster.mpm.Mpm;
import org.jspecify.annotations.Nullable;

/// What the configuration comes to in a child.
///
/// @param connections serves one connection of [#server]
/// @param requestTail whether the scoreboard keeps the ends of long request lines (SeeRequestTail)
/// @param spareTime what a child may do while no connection comes: see [muster.mpm.ChildContext#spareTime]
/// @param renewal takes a newer snapshot over, as far as that can be done without a new generation; on any thread
public record Serving(
        Server server,
        ConnectionServer connections,
        Mpm mpm,
        boolean requestTail,
        @Nullable BooleanSupplier spareTime,
        Consumer<byte[]> renewal) {}
