package muster.modules.generators.cgi;

import muster.config.ConfigSlot;

/// Where programs that fail are written about, beside the error log.
///
/// @param path of the file; empty for none
/// @param most bytes after which nothing is added to it
/// @param buffer bytes of a request's content that are written there
record CgiSettings(String path, long most, int buffer) {
    static final CgiSettings UNSET = new CgiSettings("", 10_385_760, 1024);

    /// ScriptLog, ScriptLogLength, ScriptLogBuffer.
    static final ConfigSlot<CgiSettings> LOG = ConfigSlot.server(
            "ScriptLog", UNSET, (outer, inner) -> inner.path.isEmpty() ? outer : inner);

    /// CGIScriptTimeout in milliseconds; 0 for Timeout's.
    static final ConfigSlot<Integer> TIMEOUT = ConfigSlot.directoryValue("CGIScriptTimeout", 0);
}
