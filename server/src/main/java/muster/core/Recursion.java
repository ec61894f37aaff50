package muster.core;

import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Stops requests that lead to each other without end (LimitInternalRecursion).
final class Recursion {
    private static final int INTERNAL_ERROR = 500;

    private Recursion() {}

    /// @throws HttpException 500 when there have been too many redirects, or subrequests are nested too deep
    static void check(Request request) throws HttpException {
        int redirects = 0;
        int nested = 0;
        RecursionLimits limits = request.host().settings().get(ServerSettings.LIMIT_RECURSION);
        int mostRedirects = limits.redirects();
        int mostNested = limits.subrequests();
        for (Request top = request; top != null; top = up(top)) {
            if (top.previous() != null) {
                redirects++;
            } else if (top.main() != null) {
                nested++;
            }
            if (mostRedirects != 0 && redirects >= mostRedirects) {
                throw exceeded(request, 124, "internal redirects", mostRedirects);
            }
            if (mostNested != 0 && nested >= mostNested) {
                throw exceeded(request, 125, "subrequests", mostNested);
            }
        }
    }

    private static @Nullable Request up(Request request) {
        Request before = request.previous();
        return before == null ? request.main() : before;
    }

    private static HttpException exceeded(Request request, int number, String what, int limit) {
        String message = number == 124
                ? "Request exceeded the limit of " + limit
                        + " internal redirects due to probable configuration error. Use 'LimitInternalRecursion' to increase the limit if necessary. Use 'LogLevel debug' to get a backtrace."
                : "Request exceeded the limit of " + limit
                        + " subrequest nesting levels due to probable configuration error. Use 'LimitInternalRecursion' to increase the limit if necessary. Use 'LogLevel debug' to get a backtrace.";
        request.log().error("core", number, message);
        return new HttpException(INTERNAL_ERROR, "");
    }
}
