package muster.modules.mappers.rewrite;

import muster.http.HttpException;
import muster.http.UriEscape;
import org.jspecify.annotations.Nullable;

/// Answers with a redirect to what rules have made of a request.
final class RedirectUrl {
    private static final int FOUND = 302;

    private RedirectUrl() {}

    /// @param original the request's query before the rules: if it is still the same it goes out as it came
    /// @param asIs whether NE has said that nothing is to be escaped
    static HttpException to(Rewriting at, @Nullable String original, boolean asIs) {
        String url = at.text();
        if (!asIs) {
            at.traceHere(1, "escaping " + url + " for redirect");
            url = Scheme.escaped(url, Scheme.length(url));
        }
        String query = at.query();
        if (query != null) {
            boolean copied = asIs || query.equals(original);
            String sent = copied ? query : UriEscape.path(query);
            url = url + "?" + sent;
            at.traceHere(
                    1,
                    (copied ? "copying " : "escaping ") + query + " to query string for redirect " + (copied ? "" : sent));
        }
        int status = at.status() >= 300 && at.status() < 400 ? at.status() : FOUND;
        at.request().response().headers().set("Location", url);
        at.traceHere(1, "redirect to " + url + " [REDIRECT/" + status + "]");
        return new HttpException(status, "");
    }

}
