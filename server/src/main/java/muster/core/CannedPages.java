package muster.core;

import muster.http.Status;
import org.jspecify.annotations.Nullable;

/// The pages the server writes itself, word for word as httpd 2.4 writes them: scripts and scanners match on the text.
///
/// Modules refine them through notes: `error-notes` (already HTML) for several statuses, `variant-list` for 300, 406 and 506,
/// `verbose-error-to` (`*`) to let `error-notes` take the whole place of the 500 text.
public final class CannedPages {
    /// The note that holds what an error page says beyond its standard text, as HTML.
    public static final String ERROR_NOTES = "error-notes";
    static final String VARIANTS = "variant-list";
    static final String VERBOSE = "verbose-error-to";

    private static final String DOCTYPE =
            "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n";

    private CannedPages() {}

    /// A whole page.
    ///
    /// @param title status and reason: `404 Not Found`
    /// @param location where a redirect leads, else empty
    /// @param additional the status that an ErrorDocument ended with itself, or 0
    static String page(Request request, int status, String title, String location, int additional) {
        var page = new StringBuilder(512).append(DOCTYPE);
        page.append("<html><head>\n<title>").append(title).append("</title>\n</head><body>\n<h1>");
        page.append(title, 4, title.length()).append("</h1>\n");
        page.append(text(request, status, location));
        if (additional != 0) {
            page.append("<p>Additionally, a ").append(Status.line(additional));
            page.append("\nerror was encountered while trying to use an ErrorDocument to handle the request.</p>\n");
        }
        return page.append(ServerSignature.of(request, "<hr>\n")).append("</body></html>\n").toString();
    }

    private static String text(Request request, int status, String location) {
        return switch (status) {
            case 301, 302, 307, 308 -> "<p>The document has moved <a href=\"" + Html.escape(location)
                    + "\">here</a>.</p>\n";
            case 303 -> "<p>The answer to your request is located <a href=\"" + Html.escape(location)
                    + "\">here</a>.</p>\n";
            case 305 -> "<p>This resource is only accessible through the proxy\n<br />\n"
                    + "You will need to configure your client to use that proxy.</p>\n"; // httpd names no proxy here
            case 300 -> variants(request);
            case 400 -> noted(
                    request, "<p>Your browser sent a request that this server could not understand.<br />\n", "</p>\n");
            case 403 -> noted(request, "<p>You don't have permission to access this resource.", "</p>\n");
            case 405 -> "<p>The requested method " + method(request) + " is not allowed for this URL.</p>\n";
            case 406 -> "<p>An appropriate representation of the requested resource could not be found on this server.</p>\n"
                    + variants(request);
            case 411 -> noted(
                    request,
                    "<p>A request of the requested method " + method(request)
                            + " requires a valid Content-length.<br />\n",
                    "</p>\n");
            case 413 -> "The requested resource does not allow request data with " + method(request)
                    + " requests, or the amount of data provided in\nthe request exceeds the capacity limit.\n";
            case 414 -> noted(
                    request,
                    "<p>The requested URL's length exceeds the capacity\nlimit for this server.<br />\n",
                    "</p>\n");
            case 417 -> expectation(request);
            case 501 -> noted(
                    request, "<p>" + method(request) + " not supported for current URL.<br />\n", "</p>\n");
            case 502 -> noted(
                    request,
                    "<p>The proxy server received an invalid\r\nresponse from an upstream server.<br />\r\n",
                    "</p>\n");
            case 506 -> "<p>A variant for the requested resource\n<pre>\n" + variants(request)
                    + "\n</pre>\nis itself a negotiable resource. This indicates a configuration error.</p>\n";
            default -> {
                String fixed = fixed(status);
                yield fixed == null ? internalError(request) : fixed;
            }
        };
    }

    /// The texts that depend on nothing; null for statuses that get the text of 500.
    private static @Nullable String fixed(int status) {
        return switch (status) {
            case 401, 407 ->
                """
                <p>This server could not verify that you
                are authorized to access the document
                requested.  Either you supplied the wrong
                credentials (e.g., bad password), or your
                browser doesn't understand how to supply
                the credentials required.</p>
                """;
            case 404 -> "<p>The requested URL was not found on this server.</p>\n";
            case 408 -> "<p>Server timeout waiting for the HTTP request from the client.</p>\n";
            case 410 ->
                """
                <p>The requested resource is no longer available on this server and there is no forwarding address.
                Please remove all references to this resource.</p>
                """;
            case 412 -> "<p>The precondition on the request for this URL evaluated to false.</p>\n";
            case 415 ->
                """
                <p>The supplied request data is not in a format
                acceptable for processing by this resource.</p>
                """;
            case 416 ->
                """
                <p>None of the range-specifier values in the Range
                request-header field overlap the current extent
                of the selected resource.</p>
                """;
            case 421 ->
                """
                <p>The client needs a new connection for this
                request as the requested host name does not match
                the Server Name Indication (SNI) in use for this
                connection.</p>
                """;
            default -> fixedExtension(status);
        };
    }

    /// Statuses from outside RFC 9110: WebDAV (RFC 4918), RFC 6585, RFC 7725, and those of gateways.
    private static @Nullable String fixedExtension(int status) {
        return switch (status) {
            case 422 ->
                """
                <p>The server understands the media type of the
                request entity, but was unable to process the
                contained instructions.</p>
                """;
            case 423 ->
                """
                <p>The requested resource is currently locked.
                The lock must be released or proper identification
                given before the method can be applied.</p>
                """;
            case 424 ->
                """
                <p>The method could not be performed on the resource
                because the requested action depended on another
                action and that other action failed.</p>
                """;
            case 426 ->
                """
                <p>The requested resource can only be retrieved
                using SSL.  The server is willing to upgrade the current
                connection to SSL, but your client doesn't support it.
                Either upgrade your client, or try requesting the page
                using https://
                """;
            case 428 -> "<p>The request is required to be conditional.</p>\n";
            case 429 ->
                """
                <p>The user has sent too many requests
                in a given amount of time.</p>
                """;
            case 431 ->
                """
                <p>The server refused this request because
                the request header fields are too large.</p>
                """;
            case 451 -> "<p>Access to this URL has been denied for legal reasons.<br />\n</p>\n";
            default -> fixedServerError(status);
        };
    }

    private static @Nullable String fixedServerError(int status) {
        return switch (status) {
            case 503 ->
                """
                <p>The server is temporarily unable to service your
                request due to maintenance downtime or capacity
                problems. Please try again later.</p>
                """;
            case 504 ->
                """
                <p>The gateway did not receive a timely response
                from the upstream server or application.</p>
                """;
            case 507 ->
                """
                <p>The method could not be performed on the resource
                because the server is unable to store the
                representation needed to successfully complete the
                request.  There is insufficient free space left in
                your storage allocation.</p>
                """;
            case 508 ->
                """
                <p>The server terminated an operation because
                it encountered an infinite loop.</p>
                """;
            case 510 ->
                """
                <p>A mandatory extension policy in the request is not
                accepted by the server for this resource.</p>
                """;
            case 511 ->
                """
                <p>The client needs to authenticate to gain
                network access.</p>
                """;
            default -> null;
        };
    }

    private static String expectation(Request request) {
        String expect = request.header("Expect");
        return expect == null
                ? "<p>No expectation was seen, the Expect request-header \nfield was not presented by the client.\n"
                        + "</p><p>Only the 100-continue expectation is supported.</p>\n"
                : "<p>The expectation given in the Expect request-header\nfield could not be met by this server.\n"
                        + "The client sent<pre>\n    Expect: " + Html.escape(expect)
                        + "\n</pre>\n</p><p>Only the 100-continue expectation is supported.</p>\n";
    }

    private static String internalError(Request request) {
        String notes = request.notes().get(ERROR_NOTES);
        if (notes != null && "*".equals(request.notes().get(VERBOSE))) {
            return notes + "<p />\n";
        }
        return "<p>The server encountered an internal error or\nmisconfiguration and was unable to complete\n"
                + "your request.</p>\n<p>Please contact the server administrator at \n " + Html.escape(admin(request))
                + " to inform them of the time this error occurred,\n and the actions you performed just before this error.</p>\n"
                + "<p>More information about this error may be available\nin the server error log.</p>\n";
    }

    private static String noted(Request request, String before, String after) {
        String notes = request.notes().get(ERROR_NOTES);
        return notes == null ? before + after : before + notes + after;
    }

    private static String variants(Request request) {
        String variants = request.notes().get(VARIANTS);
        return variants == null ? "" : variants;
    }

    private static String method(Request request) {
        return Html.escape(request.method());
    }

    private static String admin(Request request) {
        return request.host().settings().get(ServerSettings.SERVER_ADMIN);
    }
}
