package muster.core;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import muster.config.Settings;
import muster.log.LineBuffer;
import muster.log.Log;
import muster.log.LogFiles;
import muster.log.LogLevel;
import muster.log.LogTarget;
import muster.log.PendingLines;
import muster.log.TimeStamp;
import muster.posix.Processes;
import org.jspecify.annotations.Nullable;

/// The logs of one generation of the configuration, in the parent or in a child.
///
/// The parent opens the [#targets] ([LogFiles#open]) and passes the descriptors on; a child makes the same list from the same
/// configuration and adopts them ([LogFiles#adopt]).
///
/// Access log lines wait in a buffer of their thread until it is about to wait itself ([#flush]); error log lines are written at
/// once.
public final class GenerationLogs implements Logs {
    /// syslog's severities end with debug; httpd's trace levels are below that.
    private static final int LEAST_SEVERITY = LogLevel.DEBUG.ordinal();

    private final VirtualHost mainHost;
    private final HostLogs main;
    private final Map<VirtualHost, HostLogs> hosts = new IdentityHashMap<>();
    private final LogFiles files;
    private final LogIds ids = new LogIds();
    private final TimeStamp daemonTime = new TimeStamp("%b %e %H:%M:%S ");
    private final boolean buffered;

    /// @param files the open files of [#targets]
    public GenerationLogs(VirtualHost mainHost, List<VirtualHost> virtualHosts, LogFiles files) {
        this.mainHost = mainHost;
        this.files = files;
        this.main = HostLogs.of(mainHost, files.targets());
        this.buffered = mainHost.settings().get(AccessLogs.SLOT).buffered();
        for (VirtualHost host : virtualHosts) {
            hosts.put(host, HostLogs.of(host, files.targets()));
        }
    }

    /// Everything the logs of a configuration are written to, each once; the main server's error log is the first.
    public static List<LogTarget> targets(VirtualHost mainHost, List<VirtualHost> virtualHosts) {
        var targets = new LinkedHashSet<LogTarget>();
        collect(mainHost, targets);
        virtualHosts.forEach(host -> collect(host, targets));
        return List.copyOf(targets);
    }

    /// Those of the targets that are somebody's error log.
    public static List<LogTarget> errorTargets(VirtualHost mainHost, List<VirtualHost> virtualHosts) {
        var targets = new LinkedHashSet<LogTarget>();
        targets.add(HostLogs.errorTarget(mainHost));
        virtualHosts.forEach(host -> targets.add(HostLogs.errorTarget(host)));
        return List.copyOf(targets);
    }

    private static void collect(VirtualHost host, LinkedHashSet<LogTarget> into) {
        into.add(HostLogs.errorTarget(host));
        host.settings().get(AccessLogs.SLOT).lines().forEach(line -> into.add(HostLogs.accessTarget(host, line)));
        host.settings().get(ExtraLogs.SLOT).targets().values().forEach(target -> into.add(HostLogs.extraTarget(host, target)));
    }

    @Override
    public Log serverLog() {
        return new HostLog(this, mainHost);
    }

    @Override
    public Log hostLog(VirtualHost host) {
        return new HostLog(this, host);
    }

    @Override
    public Log connectionLog(ClientConnection connection) {
        return new ConnectionLog(this, connection);
    }

    @Override
    public Log requestLog(Request request) {
        return new RequestLog(this, request);
    }

    @Override
    public void access(Request request) {
        Request last = request.last();
        HostLogs.Access[] logs = of(last.host()).access();
        if (logs.length == 0) {
            return;
        }
        PendingLines lines = files.ofThisThread();
        for (HostLogs.Access log : logs) {
            if (log.condition() == AccessLogs.Entry.ALWAYS || log.condition().test(request)) {
                append(last, log, lines);
            }
        }
    }

    private void append(Request request, HostLogs.Access log, PendingLines lines) {
        LineBuffer buffer = lines.line(log.log());
        int before = buffer.size();
        try {
            log.format().append(request, buffer);
        } catch (RuntimeException bug) {
            buffer.truncate(before);
            request.log().error("log_config", 60110, "no line could be made for the access log: " + bug);
            return;
        }
        lines.lineDone(log.log(), buffer, before);
    }

    @Override
    public void extra(VirtualHost host, String log, String text) {
        Integer place = of(host).extra().get(log);
        if (place != null) {
            PendingLines lines = files.ofThisThread();
            LineBuffer buffer = lines.line(place);
            int before = buffer.size();
            buffer.put(text);
            buffer.put('\n');
            lines.lineDone(place, buffer, before);
            lines.flush(place);
        }
    }

    @Override
    public void flush() {
        if (!buffered) {
            files.ofThisThread().flush();
        }
    }

    @Override
    public void finish() {
        files.flushAll();
    }

    boolean on(VirtualHost host, Settings settings, LogLevel level, String module) {
        if (settings.get(LogDirectives.LEVELS).on(level, module)) {
            return true;
        }
        // Notices tell that the server starts and stops: always, but not to the log daemon.
        return level == LogLevel.NOTICE && !(of(host).target() instanceof LogTarget.Daemon);
    }

    String newId() {
        return ids.next();
    }

    ErrorLine line(
            ClientConnection connection,
            @Nullable Request request,
            LogLevel level,
            String module,
            int number,
            int errno,
            String message,
            ErrorLine.Ids names) {
        VirtualHost host = request == null ? connection.baseHost() : request.host();
        return new ErrorLine(
                host, connection, request, level, module, number, errno, message, Instant.now(), Processes.gettid(), names);
    }

    /// Writes what `ErrorLogFormat connection` or `request` asks for, before the first message of either.
    void introduce(ClientConnection connection, @Nullable Request request, ErrorLine.Ids names) {
        var settings = of(request == null ? connection.baseHost() : request.host()).settings();
        List<ErrorLogFormat> formats = request == null ? settings.ofConnection() : settings.ofRequest();
        if (!formats.isEmpty()) {
            ErrorLine line = line(connection, request, LogLevel.INFO, "core", 0, 0, "", names);
            formats.forEach(format -> write(line, format));
        }
    }

    void write(ErrorLine line) {
        HostLogs logs = of(line.host());
        ErrorLogFormat format = logs.settings().format();
        if (format == null) {
            format = logs.target() instanceof LogTarget.Daemon ? ErrorLogFormat.SYSLOG : ErrorLogFormat.USUAL;
        }
        write(line, format);
    }

    private void write(ErrorLine line, ErrorLogFormat format) {
        HostLogs logs = of(line.host());
        if (logs.target() instanceof LogTarget.Daemon(int facility, String tag)) {
            var message = new LineBuffer(256);
            message.put('<');
            message.put(facility * 8L + Math.min(line.level().ordinal(), LEAST_SEVERITY));
            message.put('>');
            daemonTime.append(line.when().getEpochSecond(), message);
            message.put(tag);
            message.put('[');
            message.put(Processes.getpid());
            message.put("]: ");
            format.append(line, message);
            files.output(logs.errors()).send(message.array(), message.size() - 1);
            return;
        }
        PendingLines lines = files.ofThisThread();
        LineBuffer buffer = lines.line(logs.errors());
        int before = buffer.size();
        format.append(line, buffer);
        if (buffer.size() > before) {
            lines.lineDone(logs.errors(), buffer, before);
            lines.flush(logs.errors());
        }
    }

    private HostLogs of(VirtualHost host) {
        if (host == mainHost) {
            return main;
        }
        return hosts.getOrDefault(host, main);
    }
}
