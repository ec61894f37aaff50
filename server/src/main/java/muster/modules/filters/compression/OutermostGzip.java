package muster.modules.filters.compression;

import muster.http.HeaderFields;
import org.jspecify.annotations.Nullable;

/// Takes the gzip coding away from a list of codings, if it is the one applied last.
final class OutermostGzip {
    private OutermostGzip() {}

    /// @return what is left, empty for nothing; null if the outermost coding is another
    static @Nullable String removed(String codings) {
        String left = codings;
        while (true) {
            int comma = left.lastIndexOf(',');
            String last = left.substring(comma + 1).strip();
            if (last.equalsIgnoreCase("gzip") || last.equalsIgnoreCase("x-gzip")) {
                return comma < 0 ? "" : left.substring(0, comma);
            }
            if (comma < 0 || !last.isEmpty() && !last.equalsIgnoreCase("identity")) {
                return null;
            }
            left = left.substring(0, comma);
        }
    }

    /// As above, in a Content-Encoding field.
    /// @return whether it was there
    static boolean removeFrom(HeaderFields headers) {
        String codings = headers.joined("Content-Encoding");
        String left = codings == null ? null : removed(codings);
        if (left == null) {
            return false;
        }
        if (left.isEmpty()) {
            headers.remove("Content-Encoding");
        } else {
            headers.set("Content-Encoding", left);
        }
        return true;
    }
}
