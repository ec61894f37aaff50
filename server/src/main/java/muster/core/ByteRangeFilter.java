package muster.core;

import muster.http.ByteRanges;
import org.jspecify.annotations.Nullable;

/// Range requests (RFC 9110 §14), for any response whose length is known beforehand: the last step before the connection, so
/// that ranges count the bytes the client would have got. A file stays a file, so that the kernel sends it.
///
/// As in httpd a Range is honoured whatever the method, HEAD included, and a resource says so with Accept-Ranges.
public final class ByteRangeFilter implements Filter {
    @Override
    public BodySink attach(Request request, BodySink next) {
        return applies(request) ? new ByteRangeSink(request, next) : next;
    }

    /// Whether the client asks for a range at all.
    public static boolean applies(Request request) {
        return request.main() == null && request.headers().has("Range");
    }

    /// Whether a range could be sent if only the length were known.
    static boolean needsLength(Request request) {
        Response response = request.response();
        return response.contentLength() < 0
                && response.status() == 200
                && !response.committed()
                && request.headers().has("Range")
                && !response.headers().has("Content-Range");
    }

    /// What is to be sent of a response that is about to be committed.
    static ByteRanges wanted(Request request) {
        Response response = request.response();
        if (response.status() != 200
                || response.contentLength() < 0
                || response.whole()
                || response.headers().has("Content-Range")
                || !Conditions.ifRangeHolds(request)) {
            return ByteRanges.WHOLE;
        }
        @Nullable String field = request.headers().joined("Range");
        if (field == null) {
            return ByteRanges.WHOLE;
        }
        var limits = new ByteRanges.Limits(
                request.get(DirectorySettings.MAX_RANGES),
                request.get(DirectorySettings.MAX_RANGE_OVERLAPS),
                request.get(DirectorySettings.MAX_RANGE_REVERSALS));
        return ByteRanges.parse(field, response.contentLength(), limits);
    }

    /// The value of Accept-Ranges for a resource that is served with ranges.
    public static String acceptRanges(Request request) {
        return request.get(DirectorySettings.MAX_RANGES) == 0 ? "none" : "bytes";
    }
}
