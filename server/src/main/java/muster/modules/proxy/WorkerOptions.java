package muster.modules.proxy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import muster.config.Durations;
import org.jspecify.annotations.Nullable;

/// How connections to one backend are made and kept: the `key=value` words of ProxyPass, `<Proxy>` and ProxySet, as written, with what
/// they mean.
///
/// @param said in lower case
public record WorkerOptions(Map<String, String> said) {
    public static final WorkerOptions NONE = new WorkerOptions(Map.of());

    private static final Set<String> SWITCHES =
            Set.of("enablereuse", "disablereuse", "keepalive", "failontimeout", "forcerecovery", "nofailover");
    private static final Set<String> NUMBERS =
            Set.of("min", "max", "smax", "redirect", "maxattempts", "lbset", "hcpasses", "hcfails", "iobuffersize", "receivebuffersize",
                    "responsefieldsize");
    private static final Set<String> TIMES =
            Set.of("ttl", "retry", "timeout", "acquire", "connectiontimeout", "flushwait", "ping", "hcinterval");
    private static final Set<String> WORDS =
            Set.of("route", "stickysession", "lbmethod", "status", "flushpackets", "secret", "upgrade", "hcmethod", "hcuri", "hcexpr", "nonce",
                    "growth", "failonstatus", "scolonpathdelim", "hctemplate", "bnonce", "stickysessionsep", "loadfactor");

    /// These options with one word more.
    ///
    /// @return null for a word that is no option, with the complaint in `complaint[0]`
    @Nullable WorkerOptions with(String key, String value, String[] complaint) {
        String name = key.toLowerCase(Locale.ROOT);
        String wrong = complaint(name, value);
        if (wrong != null) {
            complaint[0] = wrong;
            return null;
        }
        var more = new TreeMap<>(said);
        more.put(name, value);
        return new WorkerOptions(Map.copyOf(more));
    }

    private static @Nullable String complaint(String key, String value) {
        if (SWITCHES.contains(key)) {
            boolean known = value.equalsIgnoreCase("on") || value.equalsIgnoreCase("off");
            return known ? null : words(key) + " must be On|Off";
        }
        if (NUMBERS.contains(key)) {
            return value.matches("\\d{1,9}") ? null : words(key) + " must be a positive number";
        }
        if (TIMES.contains(key)) {
            return Durations.millis(value) >= 0 ? null : words(key) + " has wrong format";
        }
        return WORDS.contains(key) ? null : "unknown Worker parameter";
    }

    private static String words(String key) {
        return switch (key) {
            case "disablereuse" -> "DisableReuse";
            case "enablereuse" -> "EnableReuse";
            case "keepalive" -> "KeepAlive";
            case "failontimeout" -> "failontimeout";
            case "timeout" -> "Timeout";
            case "retry" -> "Retry";
            case "ttl" -> "TTL";
            case "max" -> "Max";
            case "min" -> "Min";
            case "acquire" -> "Acquire";
            case "connectiontimeout" -> "Connectiontimeout";
            case "flushwait" -> "flushwait";
            default -> key;
        };
    }

    /// Those of a more special place over these.
    WorkerOptions plus(WorkerOptions inner) {
        if (said.isEmpty() || inner.said.isEmpty()) {
            return said.isEmpty() ? inner : this;
        }
        var together = new TreeMap<>(said);
        together.putAll(inner.said);
        return new WorkerOptions(Map.copyOf(together));
    }

    /// Whether connections are kept for other requests; null if nothing is said.
    public @Nullable Boolean reuse() {
        String enable = said.get("enablereuse");
        String disable = said.get("disablereuse");
        if (enable != null) {
            return enable.equalsIgnoreCase("on");
        }
        return disable == null ? null : !disable.equalsIgnoreCase("on");
    }

    /// How many connections a process has to the backend at most; 0 for no limit.
    public int most() {
        String text = said.get("max");
        return text == null ? 0 : Integer.parseInt(text);
    }

    /// How long a process waits when it has that many, in milliseconds; 0 for ever.
    public long acquireMillis() {
        String text = said.get("acquire");
        return text == null ? 0 : text.matches("\\d+") ? Long.parseLong(text) : Durations.millis(text);
    }

    /// How long one wait for the backend may take; -1 if nothing is said.
    public long timeoutMillis() {
        return millis("timeout");
    }

    public long connectMillis() {
        long own = millis("connectiontimeout");
        return own >= 0 ? own : timeoutMillis();
    }

    /// How long a connection may rest before it isn't used again; -1 if nothing is said.
    public long restMillis() {
        return millis("ttl");
    }

    private long millis(String key) {
        String text = said.get(key);
        return text == null ? -1 : Durations.millis(text);
    }
}
