package muster.log;

/// httpd's levels of the error log, most important first; `ordinal()` is httpd's APLOG_ value.
public enum LogLevel {
    EMERG,
    ALERT,
    CRIT,
    ERROR,
    WARN,
    NOTICE,
    INFO,
    DEBUG,
    TRACE1,
    TRACE2,
    TRACE3,
    TRACE4,
    TRACE5,
    TRACE6,
    TRACE7,
    TRACE8;

    /// As it stands in a log line: `error`, `trace1`.
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
