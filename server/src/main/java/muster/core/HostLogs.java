package muster.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import muster.log.LogTarget;

/// The logs of one virtual host, with their places among the open files.
///
/// @param errors the place of its error log
/// @param target what that is
/// @param settings formats of the error log
/// @param access its access logs
/// @param extra the places of its [ExtraLogs], by name
record HostLogs(
        int errors,
        LogTarget target,
        LogDirectives.ErrorLogSettings settings,
        Access[] access,
        Map<String, Integer> extra) {
    /// @param log the place of the file
    record Access(int log, LogFormat format, Predicate<Request> condition) {}

    /// Where errors of a host go.
    static LogTarget errorTarget(VirtualHost host) {
        String target = host.settings().get(LogDirectives.ERROR_LOG).target();
        return LogTarget.ofErrorLog(target == null ? "logs/error_log" : target, root(host));
    }

    /// Where a line of a host's access log goes.
    static LogTarget accessTarget(VirtualHost host, AccessLogs.Line line) {
        return LogTarget.ofAccessLog(line.target(), root(host));
    }

    static LogTarget extraTarget(VirtualHost host, String target) {
        return LogTarget.ofAccessLog(target, root(host));
    }

    static HostLogs of(VirtualHost host, List<LogTarget> targets) {
        LogTarget errors = errorTarget(host);
        Access[] access = host.settings().get(AccessLogs.SLOT).lines().stream()
                .map(line -> new Access(targets.indexOf(accessTarget(host, line)), line.format(), line.condition()))
                .toArray(Access[]::new);
        var extra = new HashMap<String, Integer>();
        host.settings()
                .get(ExtraLogs.SLOT)
                .targets()
                .forEach((name, target) -> extra.put(name, targets.indexOf(extraTarget(host, target))));
        return new HostLogs(
                targets.indexOf(errors), errors, host.settings().get(LogDirectives.ERROR_LOG), access, Map.copyOf(extra));
    }

    private static String root(VirtualHost host) {
        return host.settings().get(ServerSettings.SERVER_ROOT);
    }
}
