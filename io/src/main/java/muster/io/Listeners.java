package muster.io;

/// The listening sockets of a process, as its MPM polls them. All are non-blocking, in every process: whoever loses the race for a
/// connection would otherwise block in accept with all its connections.
public interface Listeners {
    /// Their descriptors, in the order of the `Listen` lines.
    int[] descriptors();
}
