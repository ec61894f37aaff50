package muster.posix;

import java.lang.foreign.MemorySegment;


/// The error numbers of Linux that Muster tells apart (`errno(3)`), the same on x86-64 and aarch64.
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EBADF = 9;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int EXDEV = 18;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int ENOSPC = 28;
    public static final int ESPIPE = 29;
    public static final int EPIPE = 32;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOSYS = 38;
    public static final int ELOOP = 40;
    public static final int EOVERFLOW = 75;
    public static final int EOPNOTSUPP = 95;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ENOTCONN = 107;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EINPROGRESS = 115;

    private static final Libc.SystemCall STRERROR = Libc.call("strerror");

    /// Numbers of httpd's runtime library start here.
    private static final int APR_FIRST = 20_000;

    private Errno() {}

    /// The system's words for an error number, such as "Permission denied".
    public static String text(int errno) {
        if (errno >= APR_FIRST) {
            return aprText(errno);
        }
        try {
            var text = MemorySegment.ofAddress(STRERROR.call(CallState.mine(), errno));
            return text.reinterpret(256).getString(0);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// The words of httpd's runtime library for its own numbers, which logs of httpd show beside the system's.
    private static String aprText(int status) {
        return switch (status) {
            case 20014 -> "Internal error (specific information not available)";
            case 70007 -> "The timeout specified has expired";
            case 70008 -> "Partial results are valid but processing is incomplete";
            case 70014 -> "End of file found";
            default -> "Unknown error " + status;
        };
    }
}
