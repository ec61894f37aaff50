package muster.http;

import java.nio.charset.StandardCharsets;

/// Makes a path of what a URL holds: decodes it once, then resolves `.` and `..`, then merges slashes. Decoding comes
/// first, so that nothing that is a dot or a slash afterwards can have hidden from the rest (CVE-2021-41773, CVE-2021-42013).
public final class PathDecoder {
    /// `AllowEncodedSlashes`: what becomes of `%2f`.
    public enum EncodedSlashes {
        /// Off: refused with 404.
        REFUSE,
        /// On: a slash like any other.
        DECODE,
        /// NoDecode: stays `%2f`.
        KEEP
    }

    /// httpd's number of what an operator should hear of a path that can't be one.
    public static final int INVALID_PATH = 10244;

    private PathDecoder() {}

    /// @param path starts with `/`
    /// @param mergeSlashes `MergeSlashes`: whether `//` counts as `/`
    /// @return the same String if there is nothing to do
    /// @throws HttpException 400 for a `%` without two hexadecimal digits and for `..` above the root, 404 for `%00` and a refused `%2f`
    public static String decode(String path, EncodedSlashes slashes, boolean mergeSlashes) throws HttpException {
        boolean encoded = false;
        boolean untidy = false;
        int length = path.length();
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            if (c == '%') {
                encoded = true;
                break;
            }
            if (c == '/' && i + 1 < length) {
                char next = path.charAt(i + 1);
                untidy |= next == '.' || next == '/' && mergeSlashes;
            }
        }
        if (!encoded && !untidy) {
            return path;
        }
        byte[] bytes = new byte[length];
        return tidy(path, bytes, encoded ? decode(path, slashes, bytes) : copy(path, bytes), mergeSlashes);
    }

    private static int copy(String path, byte[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (byte) path.charAt(i);
        }
        return into.length;
    }

    private static int decode(String path, EncodedSlashes slashes, byte[] into) throws HttpException {
        int end = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                into[end++] = (byte) c;
                continue;
            }
            int value = i + 2 < path.length()
                    ? CharClass.hex(path.charAt(i + 1)) << 4 | CharClass.hex(path.charAt(i + 2))
                    : -1;
            if (value < 0) {
                throw invalid(path);
            }
            if (value == 0) {
                throw new HttpException(404, "found %00 (encoded NUL) in URI path (" + path + "), returning 404");
            }
            if (value == '/' && slashes != EncodedSlashes.DECODE) {
                if (slashes == EncodedSlashes.REFUSE) {
                    throw new HttpException(
                            404, 26, "found %2f (encoded '/') in URI path (" + path + "), returning 404");
                }
                into[end++] = '%';
                continue; // the two digits follow as they are
            }
            into[end++] = (byte) value;
            i += 2;
        }
        return end;
    }

    /// Resolves segments from left to right, in place: `end` never passes `at`.
    private static String tidy(String sent, byte[] path, int length, boolean mergeSlashes) throws HttpException {
        int end = 0;
        int at = 0;
        while (at < length) {
            // path[at] is the slash before a segment.
            int stop = at + 1;
            while (stop < length && path[stop] != '/') {
                stop++;
            }
            int size = stop - at - 1;
            boolean last = stop == length;
            boolean dot = size == 1 && path[at + 1] == '.';
            boolean dots = size == 2 && path[at + 1] == '.' && path[at + 2] == '.';
            if (dots) {
                end = above(sent, path, end);
            }
            if (dot || dots) {
                if (last) {
                    path[end++] = '/';
                }
            } else if (size > 0 || last || !mergeSlashes) {
                System.arraycopy(path, at, path, end, stop - at);
                end += stop - at;
            }
            at = stop;
        }
        return new String(path, 0, end, StandardCharsets.ISO_8859_1);
    }

    /// Where the last segment before `end` starts, its slash included.
    private static int above(String sent, byte[] path, int end) throws HttpException {
        if (end == 0) {
            throw invalid(sent);
        }
        int at = end - 1;
        while (path[at] != '/') {
            at--;
        }
        return at;
    }

    private static HttpException invalid(String path) {
        return new HttpException(400, INVALID_PATH, "invalid URI path (" + path + ")");
    }
}
