package muster.core;

import java.io.IOException;
import muster.http.HttpException;

/// Takes a request from its parsed head to its complete response. It is the only path there is: subrequests and
/// internal redirects walk it too.
public interface RequestProcessor {
    /// Runs all phases and the handler; writes the response to `connectionSink` and ends it. Any refusal is answered with
    /// its error document here; what comes out as an exception means that the connection is of no more use (the client went away,
    /// or the response broke off after its head was sent).
    void process(Request request, BodySink connectionSink) throws IOException;

    /// Answers a request whose head could not be made sense of, without running its phases; ErrorDocument holds for it too.
    /// @param status 400 to 599
    void refuse(Request request, int status, BodySink connectionSink) throws IOException;

    /// Runs the logging phase and writes the access log lines, when the last byte of the response has gone. Once for every request
    /// that was processed or refused.
    void log(Request request);

    /// Says in the response how to log in: `WWW-Authenticate`, by the module of the request's AuthType (httpd's `ap_note_auth_failure`). For
    /// whoever answers 401 to a request that came with a user.
    void noteAuthFailure(Request request) throws HttpException, IOException;

    /// Asks what would happen to a URL path, up to the fixups, without running a handler (httpd's `ap_sub_req_lookup_uri`).
    /// The result's `response().status()` tells whether it would be served.
    ///
    /// @param url a URL path, still percent-encoded, perhaps with a query; relative to the request's own if it doesn't start with `/`
    Request lookUp(Request request, String url) throws IOException;

    /// As [#lookUp], for a file beside the request's own (httpd's `ap_sub_req_lookup_file` with a name): URL and file name change
    /// in their last segment only, and nothing is translated again.
    ///
    /// @param name a file name without slashes, or a folder's with one at its end
    Request lookUpFile(Request request, String name) throws IOException;

    /// As [#lookUpFile], for a file that may answer in the request's place: it takes over query and path info.
    Request lookUpVariant(Request request, String name) throws IOException;

    /// As [#lookUpFile], for any file of the machine (httpd's `ap_sub_req_lookup_file` with a path).
    /// @param url that leads to the file; empty if none is known: then no Location section holds for it
    Request lookUpPath(Request request, FilePath file, UrlPath url) throws IOException;

    /// Runs the handler of a looked-up request; what it writes goes to `into`, without a head and without ending it.
    /// @return the status it ended with
    int include(Request lookedUp, BodySink into) throws IOException;

    /// Answers a request with another local URL (ErrorDocument, DirectoryIndex, rewriting): a new Request whose `previous()` is
    /// the old one goes through all phases, with REDIRECT_ variables set.
    ///
    /// The caller returns OK or DONE after it and writes nothing.
    /// @param url a URL path, percent-encoded, perhaps with a query
    void redirectInternally(Request request, String url) throws IOException;
}
