package muster.log;

import muster.posix.Errno;

/// Reasons as httpd's log shows them before a message: `(13)Permission denied`. Beside the kernel's error numbers there are those of
/// httpd's library, which programs that read logs know.
public final class Failure {
    /// The other side has ended a connection.
    public static final int END_OF_FILE = 70_014;
    /// A wait took too long.
    public static final int TIMED_OUT = 70_007;
    /// A name has no address.
    public static final int UNKNOWN_NAME = 670_002;

    private Failure() {}

    /// @param number of [muster.posix.Errno], or one of the constants here
    public static String text(int number) {
        return switch (number) {
            case END_OF_FILE -> "(70014)End of file found";
            case TIMED_OUT -> "(70007)The timeout specified has expired";
            case UNKNOWN_NAME -> "(EAI 2)Name or service not known";
            default -> "(" + number + ")" + Errno.text(number);
        };
    }
}
