package muster.core;

import muster.http.EntityTag;
import muster.http.HeaderFields;
import muster.http.HttpDate;
import org.jspecify.annotations.Nullable;

/// Conditional requests (RFC 9110 §13), judged against the ETag and Last-Modified fields of the response that is about to
/// be sent.
///
/// The order is the RFC's, which differs from httpd where both of a pair are sent and contradict each other: If-Match makes
/// If-Unmodified-Since irrelevant, If-None-Match does that to If-Modified-Since, and If-None-Match compares weakly even
/// beside Range.
public final class Conditions {
    private Conditions() {}

    /// Whether the response may go out as it is. Conditions are about the resource that was asked for: an error document and what
    /// is included in another page go out whatever they say.
    /// @return 0 if it may; otherwise the status to send instead, without content: 304 or 412
    public static int check(Request request) {
        int status = request.response().status();
        boolean success = status >= 200 && status < 300;
        return success && request.main() == null && any(request.headers()) ? judge(request) : 0;
    }

    /// Most requests have no condition: one look at the first letters finds that out.
    private static boolean any(HeaderFields fields) {
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            if ((name.charAt(0) | 0x20) == 'i' && name.length() > 7) {
                return true;
            }
        }
        return false;
    }

    private static int judge(Request request) {
        HeaderFields asked = request.headers();
        String tag = field(request, "ETag");
        String match = asked.joined("If-Match");
        if (match != null) {
            if (!EntityTag.isAny(match) && (tag == null || !EntityTag.listHasStrong(match, tag))) {
                return 412;
            }
        } else if (modifiedSince(request)) {
            return 412;
        }
        String noneMatch = asked.joined("If-None-Match");
        if (noneMatch != null) {
            boolean matches = EntityTag.isAny(noneMatch) || tag != null && EntityTag.listHasWeak(noneMatch, tag);
            return !matches ? 0 : reads(request) ? 304 : 412;
        }
        return reads(request) && unmodifiedSince(request) ? 304 : 0;
    }

    private static boolean reads(Request request) {
        return request.method().equals("GET") || request.isHead();
    }

    /// If-Unmodified-Since is false.
    private static boolean modifiedSince(Request request) {
        String since = request.header("If-Unmodified-Since");
        if (since == null) {
            return false;
        }
        long moment = HttpDate.parse(since);
        long modified = lastModified(request);
        return moment != HttpDate.BAD && modified != HttpDate.BAD && modified > moment;
    }

    /// If-Modified-Since is false. A date in the future doesn't count: the client's clock, or somebody's guess, is wrong.
    private static boolean unmodifiedSince(Request request) {
        String since = request.header("If-Modified-Since");
        if (since == null) {
            return false;
        }
        long moment = HttpDate.parse(since);
        long modified = lastModified(request);
        return moment != HttpDate.BAD
                && modified != HttpDate.BAD
                && modified <= moment
                && moment <= request.startMillis() / 1000;
    }

    /// Whether a Range field counts: there is no If-Range, or it names exactly this representation (RFC 9110 §13.1.5). A date must be
    /// old enough to be a strong validator (§8.8.2.2).
    static boolean ifRangeHolds(Request request) {
        String validator = request.header("If-Range");
        if (validator == null) {
            return true;
        }
        if (validator.startsWith("\"") || EntityTag.isWeak(validator)) {
            String tag = field(request, "ETag");
            return tag != null && EntityTag.sameStrong(validator, tag);
        }
        long modified = lastModified(request);
        return modified != HttpDate.BAD
                && modified == HttpDate.parse(validator)
                && modified < request.startMillis() / 1000;
    }

    private static long lastModified(Request request) {
        String text = field(request, "Last-Modified");
        return text == null ? HttpDate.BAD : HttpDate.parse(text);
    }

    private static @Nullable String field(Request request, String name) {
        String value = request.response().headers().get(name);
        return value != null ? value : request.response().errorHeaders().get(name);
    }
}
