/// Connections, and who waits for them.
///
/// Protocol code tries first and waits second: every descriptor is non-blocking, every call returns at once, and only a
/// [muster.io.Waiter] waits. This package hides the system: `http` and `server` see connections and listeners, never
/// a `struct sockaddr`.
@NullMarked
package muster.io;

import org.jspecify.annotations.NullMarked;
