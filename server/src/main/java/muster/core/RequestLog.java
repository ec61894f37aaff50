package muster.core;

import muster.log.Log;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// The error log as a request sees it. A subrequest, or what a request was redirected to, goes by the name of the request that came
/// from the client.
final class RequestLog implements Log {
    private final GenerationLogs logs;
    private final Request request;
    private @Nullable String id;

    RequestLog(GenerationLogs logs, Request request) {
        this.logs = logs;
        this.request = request;
    }

    /// Its name in the log, once it has been mentioned.
    @Nullable String id() {
        String given = first().logName();
        return given != null ? given : first().log() instanceof RequestLog log ? log.id : null;
    }

    @Override
    public boolean on(LogLevel level, String module) {
        return logs.on(request.host(), request.settings(), level, module);
    }

    @Override
    public void write(LogLevel level, String module, int number, String message) {
        writeFailure(level, module, number, 0, message);
    }

    @Override
    public void writeFailure(LogLevel level, String module, int number, int errno, String message) {
        if (on(level, module)) {
            ErrorLine.Ids ids = named();
            logs.write(logs.line(request.connection(), request, level, module, number, errno, message, ids));
        }
    }

    private ErrorLine.Ids named() {
        String connection = request.connection().log() instanceof ConnectionLog log ? log.named() : null;
        if (!(first().log() instanceof RequestLog log)) {
            return new ErrorLine.Ids(connection, null);
        }
        boolean known = log.id != null;
        String given = first().logName();
        String name = log.id != null ? log.id : given != null ? given : logs.newId();
        log.id = name;
        var ids = new ErrorLine.Ids(connection, name);
        if (!known) {
            logs.introduce(request.connection(), first(), ids);
        }
        return ids;
    }

    private Request first() {
        Request main = request.main();
        return main == null ? request.original() : main.original();
    }
}
