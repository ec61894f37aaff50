package muster.core;

import muster.http.HttpException;
import muster.http.PathDecoder;
import muster.http.PathDecoder.EncodedSlashes;
import muster.http.UriEscape;
import org.jspecify.annotations.Nullable;

/// A URL of this server as configuration, programs and modules write it: a percent-encoded path, perhaps with a query.
///
/// @param path decoded, dot segments resolved
/// @param query still encoded; null if there is none
public record LocalUrl(UrlPath path, @Nullable String query) {
    private static final int INVALID_PATH = 10244;

    /// @param base what a relative URL is relative to: a decoded path
    /// @throws HttpException 400 for what isn't percent-encoded properly or climbs above the root, 404 for `%00`; it has httpd's number
    public static LocalUrl parse(String url, UrlPath base) throws HttpException {
        int fragment = url.indexOf('#');
        String whole = fragment < 0 ? url : url.substring(0, fragment);
        int mark = whole.indexOf('?');
        String path = mark < 0 ? whole : whole.substring(0, mark);
        if (!path.startsWith("/")) {
            path = UriEscape.path(base.text().substring(0, base.text().lastIndexOf('/') + 1)) + path;
        }
        String decoded = decoded(path);
        return new LocalUrl(new UrlPath(decoded), mark < 0 ? null : whole.substring(mark + 1));
    }

    private static String decoded(String path) throws HttpException {
        try {
            return PathDecoder.decode(path, EncodedSlashes.DECODE, true);
        } catch (HttpException refusal) {
            throw new HttpException(refusal.status(), INVALID_PATH, "invalid URI path (" + path + ")");
        }
    }
}
