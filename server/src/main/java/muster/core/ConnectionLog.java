package muster.core;

import muster.log.Log;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// The error log as a connection sees it.
final class ConnectionLog implements Log {
    private final GenerationLogs logs;
    private final ClientConnection connection;
    private @Nullable String id;

    ConnectionLog(GenerationLogs logs, ClientConnection connection) {
        this.logs = logs;
        this.connection = connection;
    }

    /// Its name in the log, once it has been mentioned.
    @Nullable String id() {
        return id;
    }

    @Override
    public boolean on(LogLevel level, String module) {
        return logs.on(connection.baseHost(), connection.baseHost().settings(), level, module);
    }

    @Override
    public void write(LogLevel level, String module, int number, String message) {
        writeFailure(level, module, number, 0, message);
    }

    @Override
    public void writeFailure(LogLevel level, String module, int number, int errno, String message) {
        if (on(level, module)) {
            var name = named();
            logs.write(logs.line(connection, null, level, module, number, errno, message, new ErrorLine.Ids(name, null)));
        }
    }

    /// Its name; the first time, what is written once a connection is written.
    String named() {
        String name = id;
        if (name == null) {
            name = logs.newId();
            id = name;
            logs.introduce(connection, null, new ErrorLine.Ids(name, null));
        }
        return name;
    }
}
