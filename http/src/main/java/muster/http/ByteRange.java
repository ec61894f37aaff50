package muster.http;

/// Bytes of a representation, both ends included (RFC 9110 §14.1.2).
///
/// @param first 0 or more
/// @param last first or more
public record ByteRange(long first, long last) {
    public long length() {
        return last - first + 1;
    }

    /// The value of a Content-Range field: `bytes 0-499/1234`.
    public String contentRange(long total) {
        return "bytes " + first + "-" + last + "/" + total;
    }

    /// The value of Content-Range in a 416 response.
    public static String unsatisfiedRange(long total) {
        return "bytes */" + total;
    }
}
