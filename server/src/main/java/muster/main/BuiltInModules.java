package muster.main;

import java.util.List;

/// Every module that Muster brings.
final class BuiltInModules {
    /// What `-l` lists: part of the server whether a LoadModule names it or not, as in Debian's httpd.
    static final List<String> STATIC_FILES = List.of(
            "core.c",
            "mod_so.c",
            "mod_watchdog.c",
            "http_core.c",
            "mod_log_config.c",
            "mod_logio.c",
            "mod_version.c",
            "mod_unixd.c");

    private BuiltInModules() {}
}
