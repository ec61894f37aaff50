package muster.core;

import java.time.Instant;
import muster.log.LogLevel;
import muster.posix.Processes;
import org.jspecify.annotations.Nullable;

/// What is known while a line of the error log is made.
///
/// @param host whose log it is
/// @param connection the client's, or null for a message that concerns none
/// @param request the request, or null
/// @param number the AH number, or 0
/// @param errno why a system call failed, or 0
/// @param when the moment
/// @param thread the kernel's number of the thread
/// @param ids the log IDs of request and connection
record ErrorLine(
        VirtualHost host,
        @Nullable ClientConnection connection,
        @Nullable Request request,
        LogLevel level,
        String module,
        int number,
        int errno,
        String message,
        Instant when,
        int thread,
        Ids ids) {
    /// Names of a connection and of a request in the log (`%L`); null where there is none.
    record Ids(@Nullable String connection, @Nullable String request) {
        static final Ids NONE = new Ids(null, null);
    }

    ErrorLine {
        message = message.length() > 8191 ? message.substring(0, 8191) : message;
    }

    /// A message that concerns no client.
    static ErrorLine ofServer(
            VirtualHost host, LogLevel level, String module, int number, int errno, String message) {
        return new ErrorLine(
                host, null, null, level, module, number, errno, message, Instant.now(), Processes.gettid(), Ids.NONE);
    }
}
