package muster.log;

/// Somewhere to complain to, on behalf of the server, a connection or a request: the implementation adds who that is.
public interface Log {
    /// Whether a message would be written; ask first when making the text costs something.
    /// @param module the short name, as `LogLevel` takes it: `core`, `authz_core`
    boolean on(LogLevel level, String module);

    /// Writes one message, if its level is on.
    /// @param number the AH number, or 0 for a message that has none in httpd. Numbers of Muster's own messages start at 60000.
    void write(LogLevel level, String module, int number, String message);

    /// As [#write], with the reason a system call gave: `(13)Permission denied: ` stands before the message.
    /// @param errno a number of [muster.posix.Errno], or of [Failure]
    default void writeFailure(LogLevel level, String module, int number, int errno, String message) {
        write(level, module, number, Failure.text(errno) + ": " + message);
    }

    default void error(String module, int number, String message) {
        write(LogLevel.ERROR, module, number, message);
    }

    default void warn(String module, int number, String message) {
        write(LogLevel.WARN, module, number, message);
    }

    default void info(String module, int number, String message) {
        write(LogLevel.INFO, module, number, message);
    }

    default void debug(String module, int number, String message) {
        write(LogLevel.DEBUG, module, number, message);
    }
}
