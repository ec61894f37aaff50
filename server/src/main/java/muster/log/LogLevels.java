package muster.log;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `LogLevel` says of one server or section: a level for all modules, and others for some. Immutable.
///
/// A plain level forgets the modules' levels said before it, as in httpd: `LogLevel ssl:debug warn` is `LogLevel warn`.
public final class LogLevels {
    /// What holds when the whole configuration says nothing (httpd's DEFAULT_LOGLEVEL).
    public static final LogLevel DEFAULT = LogLevel.WARN;
    /// Nothing said. (After DEFAULT, which it needs to be made.)
    public static final LogLevels UNSET = new LogLevels(null, Map.of());

    private final @Nullable LogLevel base;
    private final Map<String, LogLevel> modules;
    /// The least important level that any module may write.
    private final LogLevel most;

    private LogLevels(@Nullable LogLevel base, Map<String, LogLevel> modules) {
        this.base = base;
        this.modules = Map.copyOf(modules);
        LogLevel found = base();
        for (LogLevel level : modules.values()) {
            found = level.ordinal() > found.ordinal() ? level : found;
        }
        this.most = found;
    }

    /// The level of modules that have none of their own.
    public LogLevel base() {
        return base == null ? DEFAULT : base;
    }

    /// Levels by module, by the short name (`core`, `rewrite`).
    public Map<String, LogLevel> modules() {
        return modules;
    }

    /// The level up to which a module writes.
    public LogLevel of(String module) {
        if (modules.isEmpty()) {
            return base();
        }
        LogLevel own = modules.get(module);
        return own == null ? base() : own;
    }

    /// Whether a message would be written.
    public boolean on(LogLevel level, String module) {
        int wanted = level.ordinal();
        return wanted <= most.ordinal() && wanted <= of(module).ordinal();
    }

    /// With a level for everything.
    public LogLevels with(LogLevel level) {
        return new LogLevels(level, Map.of());
    }

    /// With a level for one module.
    /// @param module the short name
    public LogLevels with(String module, LogLevel level) {
        var levels = new TreeMap<>(modules);
        levels.put(module, level);
        return new LogLevels(base, levels);
    }

    /// With one word of `LogLevel` taken in: `info`, `rewrite:trace3`, `ssl_module:debug`, `mod_alias.c:warn`. Whether the module
    /// exists is for the caller to check, with [#moduleIn].
    ///
    /// @throws IllegalArgumentException with httpd's words
    public LogLevels plus(String word) {
        int colon = word.lastIndexOf(':');
        if (colon < 0) {
            return with(level(word));
        }
        String module = word.substring(0, colon);
        String name = word.substring(colon + 1);
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "Module specifier '" + module + "' must be followed by a log level keyword");
        }
        try {
            return with(shortName(module), level(name));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(module + ":" + name + ": " + wrong.getMessage(), wrong);
        }
    }

    /// The module a word of `LogLevel` names, by its short name, or null if it names none.
    public static @Nullable String moduleIn(String word) {
        int colon = word.lastIndexOf(':');
        return colon < 0 ? null : shortName(word.substring(0, colon));
    }

    /// The short name behind any spelling: `rewrite`, `rewrite_module`, `mod_rewrite.c`, `core.c`.
    public static String shortName(String module) {
        if (module.endsWith("_module")) {
            return module.substring(0, module.length() - "_module".length());
        }
        if (module.endsWith(".c")) {
            int from = module.startsWith("mod_") ? "mod_".length() : 0;
            return module.substring(from, module.length() - ".c".length()).replaceFirst("^http_core$", "http");
        }
        return module;
    }

    /// Reads a level's keyword, in any case.
    /// @throws IllegalArgumentException with httpd's words
    public static LogLevel level(String keyword) {
        try {
            return LogLevel.valueOf(keyword.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "Log level keyword must be one of emerg/alert/crit/error/warn/notice/info/debug/trace1/.../trace8");
        }
    }

    /// An inner section's levels over an outer one's: its plain level hides all of the outer levels, its module levels
    /// only their own.
    public static LogLevels merge(LogLevels outer, LogLevels inner) {
        if (inner.base != null) {
            return inner;
        }
        if (inner.modules.isEmpty()) {
            return outer;
        }
        var levels = new TreeMap<>(outer.modules);
        levels.putAll(inner.modules);
        return new LogLevels(outer.base, levels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogLevels levels && base == levels.base && modules.equals(levels.modules);
    }

    @Override
    public int hashCode() {
        return 31 * modules.hashCode() + (base == null ? -1 : base.ordinal());
    }

    /// As `LogLevel` would take it.
    @Override
    public String toString() {
        var text = new StringBuilder(base == null ? "" : base.text());
        new TreeMap<>(modules).forEach((module, level) -> text.append(text.isEmpty() ? "" : " ")
                .append(module)
                .append(':')
                .append(level.text()));
        return text.toString();
    }
}
