package muster.core;

import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// A URL of this server as configuration, programs and modules write it: a percent-encoded path, perhaps with a query.
///
/// @param path decoded, dot segments resolved
/// @param query still encoded; null if there is none
public record LocalUrl(UrlPath path, @Nullable String query) {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /// @param base what a relative URL is relative to: a decoded path
    /// @throws HttpException 400 for what isn't percent-encoded properly or climbs above the root, 404 for `%00`
    public static LocalUrl parse(String url, UrlPath base) throws HttpException {
        int fragment = url.indexOf('#');
        String whole = fragment < 0 ? url : url.substring(0, fragment);
        int mark = whole.indexOf('?');
        String decoded = decode(mark < 0 ? whole : whole.substring(0, mark));
        if (!decoded.startsWith("/")) {
            decoded = base.text().substring(0, base.text().lastIndexOf('/') + 1) + decoded;
        }
        return new LocalUrl(new UrlPath(resolve(decoded)), mark < 0 ? null : whole.substring(mark + 1));
    }

    private static String decode(String encoded) throws HttpException {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var decoded = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char character = encoded.charAt(i);
            if (character == '%') {
                int value = i + 2 < encoded.length() ? hex(encoded.charAt(i + 1)) << 4 | hex(encoded.charAt(i + 2)) : -1;
                if (value < 0) {
                    throw new HttpException(BAD_REQUEST, "bad percent-encoding in " + encoded);
                }
                if (value == 0) {
                    throw new HttpException(NOT_FOUND, "%00 in " + encoded);
                }
                character = (char) value;
                i += 2;
            }
            decoded.append(character);
        }
        return decoded.toString();
    }

    private static int hex(char digit) {
        return Character.digit(digit, 16);
    }

    /// RFC 3986 §5.2.4, and slashes merged.
    private static String resolve(String path) throws HttpException {
        if (!path.contains("//") && !path.contains("/.")) {
            return path;
        }
        var resolved = new StringBuilder(path.length());
        int at = 0;
        while (at < path.length()) {
            int slash = path.indexOf('/', at + 1);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(at + 1, end);
            boolean last = end == path.length();
            if (segment.equals("..")) {
                int parent = resolved.lastIndexOf("/");
                if (parent < 0) {
                    throw new HttpException(BAD_REQUEST, path + " leads above the root");
                }
                resolved.setLength(parent);
                resolved.append(last ? "/" : "");
            } else if (segment.equals(".") || segment.isEmpty()) {
                resolved.append(last ? "/" : "");
            } else {
                resolved.append('/').append(segment);
            }
            at = end;
        }
        return resolved.isEmpty() ? "/" : resolved.toString();
    }
}
