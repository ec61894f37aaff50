package muster.core;

import muster.config.ConfigSlot;

/// How slowly a client may send: mod_reqtimeout's `RequestReadTimeout`, in force by default. Zero switches a limit off.
///
/// @param handshakeMillis time for a TLS handshake, besides Timeout
/// @param headMillis time for the head, from its first byte (of a new connection: from its start)
/// @param headMostMillis what that time can grow to while bytes come
/// @param headRate bytes a second that extend the time by a second
/// @param bodyMillis as headMillis, for the content
/// @param bodyMostMillis as headMostMillis; 0 lets an upload that moves take for ever
/// @param bodyRate as headRate
public record ReadTimeouts(
        int handshakeMillis, int headMillis, int headMostMillis, int headRate, int bodyMillis, int bodyMostMillis, int bodyRate) {
    /// httpd's: `header=20-40,MinRate=500 body=20,MinRate=500`.
    public static final ReadTimeouts DEFAULT = new ReadTimeouts(0, 20_000, 40_000, 500, 20_000, 0, 500);

    public static final ConfigSlot<ReadTimeouts> SLOT = ConfigSlot.serverValue("RequestReadTimeout", DEFAULT);
}
