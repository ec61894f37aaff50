package muster.http.h1;

/// How a request's content is delimited (RFC 9112 §6.3).
public enum BodyFraming {
    /// There is none.
    NONE,
    /// Content-Length says how long it is: one byte or more.
    LENGTH,
    /// It comes in chunks: see [ChunkedDecoder].
    CHUNKED
}
