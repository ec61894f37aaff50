package muster.core;

import java.io.IOException;

/// Takes a request from its parsed head to its complete response. It is the only path there is: subrequests and
/// internal redirects walk it too.
public interface RequestProcessor {
    /// Runs all phases, the handler and the log; writes the response to `connectionSink`.
    void process(Request request, BodySink connectionSink) throws IOException;

    /// Asks what would happen to a URL path, up to the fixups, without running a handler (httpd's `ap_sub_req_lookup_uri`).
    /// The result's `response().status()` tells whether it would be served.
    Request lookUp(Request request, String url) throws IOException;

    /// Answers a request with another local URL (ErrorDocument, DirectoryIndex, rewriting): a new Request whose `previous()` is
    /// the old one goes through all phases, with REDIRECT_ variables set.
    void redirectInternally(Request request, String url) throws IOException;
}
