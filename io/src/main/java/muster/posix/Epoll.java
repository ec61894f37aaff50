package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

/// An `epoll(7)` instance with its own array of events. Used by one thread at a time.
public final class Epoll implements AutoCloseable {
    public static final int IN = 1;
    public static final int OUT = 4;
    public static final int ERR = 8;
    public static final int HUP = 0x10;
    public static final int RDHUP = 0x2000;
    /// Of all processes and threads that wait for this descriptor, wake one.
    public static final int EXCLUSIVE = 1 << 28;
    /// Report changes, not states.
    public static final int EDGE_TRIGGERED = 1 << 31;

    private static final int CLOEXEC = 0x80000;
    private static final int CTL_ADD = 1;
    private static final int CTL_DEL = 2;
    /// `struct epoll_event` is packed on x86-64 and nowhere else.
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int EVENT_SIZE = PACKED ? 12 : 16;
    private static final int DATA_OFFSET = PACKED ? 4 : 8;

    private static final Libc.SystemCall CREATE = Libc.call("epoll_create1");
    private static final Libc.SystemCall CONTROL = Libc.call("epoll_ctl");
    private static final Libc.SystemCall WAIT = Libc.call("epoll_wait");
    private static final Libc.BufferCall LOOK = Libc.withBuffer("epoll_wait");

    private final int fd;
    private final int capacity;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment events;
    private final MemorySegment one;

    /// @param capacity how many events one wait returns at most
    public Epoll(int capacity) throws PosixException {
        this.capacity = capacity;
        this.events = arena.allocate((long) capacity * EVENT_SIZE, 8);
        this.one = arena.allocate(16, 8);
        int made;
        try {
            made = (int) CREATE.call(CallState.mine(), CLOEXEC);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        this.fd = PosixException.check("epoll_create1", CallState.result(CallState.mine(), made));
    }

    /// @param data comes back with each event of this descriptor
    public void add(int descriptor, int interest, long data) throws PosixException {
        one.set(JAVA_INT, 0, interest);
        one.set(JAVA_LONG_UNALIGNED, DATA_OFFSET, data);
        PosixException.check("epoll_ctl add", control(CTL_ADD, descriptor));
    }

    public void remove(int descriptor) throws PosixException {
        PosixException.check("epoll_ctl del", control(CTL_DEL, descriptor));
    }

    private int control(int operation, int descriptor) {
        try {
            int result = (int) CONTROL.call(CallState.mine(), fd, operation, descriptor, one.address());
            return CallState.result(CallState.mine(), result);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Waits for events.
    /// @param millis -1 for ever, 0 to look only
    /// @return how many there are; 0 also when a signal came
    public int await(int millis) throws PosixException {
        MemorySegment state = CallState.mine();
        int n;
        try {
            n = millis == 0
                    ? (int) LOOK.call(state, fd, events, capacity, 0)
                    : (int) WAIT.call(state, fd, events.address(), capacity, millis);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        n = CallState.result(state, n);
        return n == -Errno.EINTR ? 0 : PosixException.check("epoll_wait", n);
    }

    /// What happened, of the event at an index below the last [#await]'s count.
    public int happened(int index) {
        return events.get(JAVA_INT, (long) index * EVENT_SIZE);
    }

    /// Whose event it is: the `data` it was added with.
    public long data(int index) {
        return events.get(JAVA_LONG_UNALIGNED, (long) index * EVENT_SIZE + DATA_OFFSET);
    }

    @Override
    public void close() {
        Sockets.close(fd);
        arena.close();
    }
}
