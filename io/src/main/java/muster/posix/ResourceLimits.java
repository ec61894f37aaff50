package muster.posix;

import java.lang.foreign.Arena;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// How much of a resource a process may use (`getrlimit(2)`).
///
/// @param soft what holds now
/// @param hard how far an unprivileged process may raise it
public record ResourceLimits(long soft, long hard) {
    /// Size of a core file, in bytes.
    public static final int RLIMIT_CORE = 4;
    /// One more than the highest descriptor.
    public static final int RLIMIT_NOFILE = 7;

    public static final long INFINITY = -1;

    private static final Libc.SystemCall GETRLIMIT = Libc.call("getrlimit");
    private static final Libc.SystemCall SETRLIMIT = Libc.call("setrlimit");

    /// @param resource one of the `RLIMIT` constants
    public static ResourceLimits of(int resource) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var limits = arena.allocate(16, 8);
            var state = CallState.mine();
            int result = (int) GETRLIMIT.call(state, resource, limits.address());
            PosixException.check("getrlimit", CallState.result(state, result));
            return new ResourceLimits(limits.get(JAVA_LONG, 0), limits.get(JAVA_LONG, 8));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Makes these limits hold for this process and those it starts.
    public void apply(int resource) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var limits = arena.allocate(16, 8);
            limits.set(JAVA_LONG, 0, soft);
            limits.set(JAVA_LONG, 8, hard);
            var state = CallState.mine();
            int result = (int) SETRLIMIT.call(state, resource, limits.address());
            PosixException.check("setrlimit", CallState.result(state, result));
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }
}
