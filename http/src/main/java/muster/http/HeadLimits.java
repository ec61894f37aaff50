package muster.http;

/// How long a message's head may be; 0 means unlimited in each.
///
/// @param line bytes of the request line without its end (LimitRequestLine)
/// @param fields how many (LimitRequestFields); trailers are counted anew
/// @param fieldSize bytes of one field, name and value, without its line end (LimitRequestFieldSize)
public record HeadLimits(int line, int fields, int fieldSize) {
    /// httpd's defaults.
    public static final HeadLimits DEFAULT = new HeadLimits(8190, 100, 8190);
}
