package muster.posix;

import java.io.IOException;

/// A system call failed: which one, on what, and the kernel's reason.
public final class PosixException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /// @param call what was attempted, as the manual page names it, with its object: `open /etc/motd`
    /// @param errno the positive error number
    public PosixException(String call, int errno) {
        super(call + ": " + Errno.text(errno));
        this.errno = errno;
    }

    /// From the result of a hot call, which is the negated error number.
    public static PosixException of(String call, long result) {
        return new PosixException(call, (int) -result);
    }

    /// The positive error number, one of [Errno].
    public int errno() {
        return errno;
    }

    /// The result itself, unless it says that the call failed.
    public static int check(String call, int result) throws PosixException {
        if (result < 0) {
            throw of(call, result);
        }
        return result;
    }
}
