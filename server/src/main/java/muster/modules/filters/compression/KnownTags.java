package muster.modules.filters.compression;

import muster.core.Request;
import muster.http.HeaderFields;

/// Lets conditions work on compressed representations. Their tags have a suffix that the resource doesn't know of, so a client that
/// asks with `If-None-Match: "tag-gzip"` also asks for `"tag"`, if it would get the same representation again. (httpd's manual
/// recommends a RequestHeader line for this; without it nothing that was compressed is ever answered with 304.)
final class KnownTags {
    private KnownTags() {}

    static void complete(Request request, Coding coding) {
        HeaderFields headers = request.headers();
        String known = headers.joined("If-None-Match");
        if (known == null || request.main() != null) {
            return;
        }
        String ending = "-" + coding.token() + "\"";
        if (known.contains(ending)
                && coding.alterTag(request) == AlterTag.ADD_SUFFIX
                && coding.obstacle(request) == null
                && (coding.forced(request) || AcceptEncoding.accepts(request, coding.token()))) {
            headers.set("If-None-Match", known + ", " + known.replace(ending, "\""));
        }
    }
}
