package muster.core;

/// `HttpProtocolOptions`: how closely requests must keep to RFC 9112.
///
/// @param strict false for `Unsafe`, which forgives white space and bare line feeds
/// @param registeredMethods methods that nobody registered are answered 501
/// @param allow09 HTTP/0.9 simple requests are served
public record HttpStrictness(boolean strict, boolean registeredMethods, boolean allow09) {
    /// Strict LenientMethods Require1.0: httpd would also take HTTP/0.9, which nothing has spoken for decades.
    public static final HttpStrictness DEFAULT = new HttpStrictness(true, false, false);
}
