package muster.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import muster.config.ConfigSlot;
import muster.config.Position;
import org.jspecify.annotations.Nullable;

/// The access logs of a virtual host: what the directives of a log module said, before nicknames of formats are looked up.
///
/// @param own the host's own logs, global ones of the main server included
/// @param outer the main server's, used by a host that has none of its own
/// @param formats by nickname
/// @param usual the format of logs that name none; null until one is set
/// @param buffered whether lines are kept until a buffer is full (`BufferedLogs`)
public record AccessLogs(
        List<Entry> own, List<Entry> outer, Map<String, LogFormat> formats, @Nullable LogFormat usual, boolean buffered) {
    public static final AccessLogs NONE = new AccessLogs(List.of(), List.of(), Map.of(), null, false);

    public static final ConfigSlot<AccessLogs> SLOT = ConfigSlot.server("CustomLog", NONE, AccessLogs::merge);

    /// One log.
    /// @param target as written: a file, or `|program`
    /// @param nickname the name its format may have; null for the usual one
    /// @param format used when no format of that name exists (or none was ever made the usual one)
    /// @param condition which requests it gets
    /// @param global whether virtual hosts with logs of their own write to it too
    /// @param position of its directive
    public record Entry(
            String target,
            @Nullable String nickname,
            LogFormat format,
            Predicate<Request> condition,
            boolean global,
            Position position) {
        /// The condition of a log that gets every request.
        public static final Predicate<Request> ALWAYS = _ -> true;
    }

    /// A log with its format decided.
    public record Line(String target, LogFormat format, Predicate<Request> condition, Position position) {}

    /// With one more log.
    public AccessLogs plus(Entry entry) {
        var more = new ArrayList<>(own);
        more.add(entry);
        return new AccessLogs(List.copyOf(more), outer, formats, usual, buffered);
    }

    /// With a named format.
    public AccessLogs plus(String nickname, LogFormat format) {
        var more = new HashMap<>(formats);
        more.put(nickname, format);
        return new AccessLogs(own, outer, Map.copyOf(more), usual, buffered);
    }

    /// With a format for logs that name none.
    public AccessLogs usual(LogFormat format) {
        return new AccessLogs(own, outer, formats, format, buffered);
    }

    public AccessLogs buffered(boolean now) {
        return new AccessLogs(own, outer, formats, usual, now);
    }

    /// What is really written for a request to this host.
    public List<Line> lines() {
        return (own.isEmpty() ? outer : own)
                .stream().map(entry -> new Line(entry.target(), format(entry), entry.condition(), entry.position())).toList();
    }

    private LogFormat format(Entry entry) {
        String nickname = entry.nickname();
        if (nickname != null) {
            return formats.getOrDefault(nickname, entry.format());
        }
        LogFormat unnamed = usual == null ? entry.format() : usual;
        return formats.getOrDefault(unnamed.toString(), unnamed);
    }

    static AccessLogs merge(AccessLogs main, AccessLogs host) {
        var own = new ArrayList<Entry>();
        if (!host.own.isEmpty()) {
            main.own.stream().filter(Entry::global).forEach(own::add);
            own.addAll(host.own);
        }
        var formats = new HashMap<>(main.formats);
        formats.putAll(host.formats);
        return new AccessLogs(
                List.copyOf(own),
                main.own,
                Map.copyOf(formats),
                host.usual == null ? main.usual : host.usual,
                main.buffered || host.buffered);
    }
}
