package muster.core;

import java.util.Map;
import java.util.TreeMap;
import muster.config.ConfigSlot;

/// Logs that modules write besides error and access logs, by the name of the directive that names the file or program. The parent
/// opens them with the others.
public record ExtraLogs(Map<String, String> targets) {
    public static final ConfigSlot<ExtraLogs> SLOT =
            ConfigSlot.server("extra logs", new ExtraLogs(Map.of()), ExtraLogs::merge);

    /// @param target as CustomLog takes it: a path, or `|program`
    public ExtraLogs with(String log, String target) {
        var more = new TreeMap<>(targets);
        more.put(log, target);
        return new ExtraLogs(Map.copyOf(more));
    }

    /// Whether a host has a log of this name.
    public static boolean has(VirtualHost host, String log) {
        return host.settings().get(SLOT).targets.containsKey(log);
    }

    private static ExtraLogs merge(ExtraLogs outer, ExtraLogs inner) {
        var all = new TreeMap<>(outer.targets);
        all.putAll(inner.targets);
        return new ExtraLogs(Map.copyOf(all));
    }
}
