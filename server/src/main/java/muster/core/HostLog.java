package muster.core;

import muster.log.Log;
import muster.log.LogLevel;

/// The error log of a virtual host, for what concerns no client.
final class HostLog implements Log {
    private final GenerationLogs logs;
    private final VirtualHost host;

    HostLog(GenerationLogs logs, VirtualHost host) {
        this.logs = logs;
        this.host = host;
    }

    @Override
    public boolean on(LogLevel level, String module) {
        return logs.on(host, host.settings(), level, module);
    }

    @Override
    public void write(LogLevel level, String module, int number, String message) {
        writeFailure(level, module, number, 0, message);
    }

    @Override
    public void writeFailure(LogLevel level, String module, int number, int errno, String message) {
        if (on(level, module)) {
            logs.write(ErrorLine.ofServer(host, level, module, number, errno, message));
        }
    }
}
