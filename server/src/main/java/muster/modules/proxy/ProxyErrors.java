package muster.modules.proxy;

import java.io.IOException;
import muster.core.CannedPages;
import muster.core.Html;
import muster.core.Request;
import muster.http.HttpException;
import muster.io.Endpoint;
import muster.io.FileSystem;
import muster.io.TimeoutException;
import muster.log.Failure;
import muster.log.LogLevel;

/// Backends that can't be reached, in httpd's words.
public final class ProxyErrors {
    private static final int INTERNAL_ERROR = 500;
    private static final String PROXY = "proxy";

    private ProxyErrors() {}

    /// A name without an address.
    public static HttpException unknownHost(Request request, String host) {
        String what = "DNS lookup failure for: " + host;
        request.log()
                .writeFailure(LogLevel.ERROR, PROXY, 898, Failure.UNKNOWN_NAME, what + " returned by " + request.path());
        return error(request, INTERNAL_ERROR, what);
    }

    /// An error page that says what happened (httpd's `ap_proxyerror`).
    public static HttpException error(Request request, int status, String what) {
        request.notes().set(
                CannedPages.ERROR_NOTES,
                "The proxy server could not handle the request<p>Reason: <strong>" + Html.escape(what) + "</strong></p>");
        request.notes().set("verbose-error-to", "*");
        request.response().status(status);
        request.response().reason("Proxy Error");
        return new HttpException(status, "");
    }

    /// Says that a backend can't be reached.
    /// @param scheme as messages name it
    public static void notConnected(
            Request request, String scheme, Target target, int defaultPort, Endpoint endpoint, IOException failure) {
        int port = target.port() == 0 ? defaultPort : target.port();
        String where = target.host() + ":" + port;
        int number = endpoint instanceof Endpoint.Unix ? 2454 : 957;
        String what = scheme + ": attempt to connect to "
                + (endpoint instanceof Endpoint.Unix(String path) ? "Unix domain socket " + path + " (" + where + ")" : where + " (" + where + ")")
                + " failed";
        int reason = failure instanceof TimeoutException ? Failure.TIMED_OUT : FileSystem.errno(failure);
        request.server().logs().serverLog().writeFailure(LogLevel.ERROR, PROXY, number, reason, what);
    }
}
