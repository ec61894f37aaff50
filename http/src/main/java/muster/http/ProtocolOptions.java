package muster.http;

/// `HttpProtocolOptions`: how exactly a client has to keep to the protocol.
///
/// @param strict false for `Unsafe`: takes bare LF as a line end, blanks in surplus, folded lines, control characters in values and the like
/// @param registeredMethods true for `RegisteredMethods`: any other method is refused with 501 before anybody sees it
/// @param allow09 true for `Allow0.9`: `GET /path` without a version gets the bare content
public record ProtocolOptions(boolean strict, boolean registeredMethods, boolean allow09) {
    /// Strict, any method, and no HTTP/0.9, which httpd would still answer.
    public static final ProtocolOptions DEFAULT = new ProtocolOptions(true, false, false);
}
