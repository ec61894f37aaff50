package muster.io;

import java.io.IOException;
import java.util.concurrent.Callable;

/// Waits until a descriptor is ready. The MPMs differ in their waiter and in nothing else: a process that sleeps in
/// `poll`, a thread that does, or a parked virtual thread that an epoll poller wakes.
///
/// A waiter serves one thread of control at a time.
public interface Waiter {
    /// Interest in, or readiness for, reading: the value of `POLLIN` and `EPOLLIN`.
    int READABLE = 1;
    /// Interest in, or readiness for, writing: the value of `POLLOUT` and `EPOLLOUT`.
    int WRITABLE = 4;
    /// Interest in nothing but the end: both directions of a connection are gone (`POLLERR`, `POLLHUP`). It is noticed once a reset
    /// has arrived; a peer that has only said its last word is not gone.
    int BROKEN = 8 | 16;

    /// Waits until `fd` is ready for `interest`, has failed, or was shut down by the peer: then trying again tells.
    ///
    /// @param deadline when to give up, in the time of [Deadline]
    /// @param stoppable whether a process that is to stop ends this wait: true for an idle connection, false in
    ///     the middle of a request
    Ready await(int fd, int interest, long deadline, boolean stoppable) throws IOException;

    /// Waits for the first of several descriptors, as a tunnel or a CGI program's pipes need it. On READY, `ready[i]`
    /// holds what `fds[i]` is ready for, 0 for nothing.
    Ready awaitAny(int[] fds, int[] interests, int[] ready, long deadline, boolean stoppable) throws IOException;

    /// Waits for a moment to come, and nothing else.
    void pause(long until) throws IOException;

    /// Does something that may block for long (a name look-up, a password hash): on this thread where the thread may wait, on
    /// a thread of its own where it would hold up other connections.
    <T> T elsewhere(Callable<T> work) throws Exception;

    /// Forgets a descriptor; called before it is closed, by its owner.
    void forget(int fd);
}
