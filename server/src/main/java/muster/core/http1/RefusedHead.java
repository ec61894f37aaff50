package muster.core.http1;

import muster.core.Request;
import muster.core.UrlPath;
import muster.http.HttpException;
import muster.http.PathDecoder;

/// What logs say of a request that was refused because of its head.
final class RefusedHead {
    /// What httpd takes a line for that names no version.
    static final String PROTOCOL = "HTTP/1.0";

    private RefusedHead() {}

    /// How much of what has come is the head's: its first line, or up to the empty line that ends it.
    /// @param onlyLine whether the request line itself was refused
    static int length(Input input, boolean onlyLine) {
        byte[] bytes = input.buffer();
        for (int i = input.from(); i < input.to(); i++) {
            if (bytes[i] == '\n' && (onlyLine || endsHead(bytes, input.from(), i))) {
                return i + 1 - input.from();
            }
        }
        return input.to() - input.from();
    }

    private static boolean endsHead(byte[] bytes, int from, int lineFeed) {
        int before = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 2 : lineFeed - 1;
        return before < from || bytes[before] == '\n';
    }

    /// Takes path and query from the target as well as they can be understood.
    static void note(Request request) {
        String target = request.target();
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        int start = scheme < 0 ? 0 : target.indexOf('/', scheme + 3);
        if (start < 0 || !target.startsWith("/", start)) {
            return;
        }
        int mark = target.indexOf('?', start);
        String path = target.substring(start, mark < 0 ? target.length() : mark);
        request.query(mark < 0 ? null : target.substring(mark + 1));
        try {
            request.path(new UrlPath(PathDecoder.decode(path, PathDecoder.EncodedSlashes.KEEP, false)));
        } catch (HttpException malformed) {
            request.path(new UrlPath(path));
        }
    }
}
