package muster.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.http.Status;
import org.jspecify.annotations.Nullable;

/// Answers a request that ended with a status instead of a resource: by its ErrorDocument, or by a page of the server's own
/// (httpd's `ap_die`).
///
/// A document that is a local URL is fetched by an internal redirect. If that fails too, the *first* error is reported, with a
/// sentence about the second; the document isn't tried again.
final class ErrorDocuments {
    private static final int OK = 200;
    private static final int FOUND = 302;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    private final FilterChain filters;
    private final RequestProcessor processor;

    ErrorDocuments(FilterChain filters, RequestProcessor processor) {
        this.filters = filters;
        this.processor = processor;
    }

    /// Makes the response. It is not ended here.
    /// @throws IOException when part of another response has been sent already, or the client is gone
    void answer(Request request, int wanted) throws IOException {
        Response response = request.response();
        if (response.committed()) {
            throw new IOException("the response broke off with " + wanted + " after its head was sent");
        }
        request.outlet().forget();
        int status = Status.standardReason(wanted) == null ? INTERNAL_ERROR : wanted;
        if (dropsConnection(wanted)) {
            response.close();
        }
        if (isErrorOnError(request)) {
            Request first = firstError(request);
            first.endRedirects();
            page(first, first.response().status(), status, null);
            return;
        }
        takeStatus(response, status);
        ErrorDocument document = request.get(DirectorySettings.ERROR_DOCUMENTS).of(status);
        if (document instanceof ErrorDocument.Computed computed) {
            document = computed.of(request);
        }
        switch (document) {
            case null -> page(request, status, 0, null);
            case ErrorDocument.BuiltIn _, ErrorDocument.Computed _ -> page(request, status, 0, null);
            case ErrorDocument.Text(String text) -> page(request, status, 0, text);
            case ErrorDocument.Local(String url) -> local(request, url);
            case ErrorDocument.External(String url) -> {
                response.status(FOUND);
                response.headers().set("Location", url);
                page(request, FOUND, 0, null);
            }
        }
    }

    /// Keeps a reason phrase that was set for this very status.
    private static void takeStatus(Response response, int status) {
        if (response.status() != status) {
            response.status(status);
        }
    }

    /// Statuses after which client and server may disagree on where the next request starts, or the server wants rest.
    private static boolean dropsConnection(int status) {
        return switch (status) {
            case 400, 408, 411, 413, 414, 500, 501, 503 -> true;
            default -> false;
        };
    }

    private static boolean isErrorOnError(Request request) {
        Request before = request.previous();
        return before != null && before.ownStatus() != OK;
    }

    private static Request firstError(Request request) {
        Request first = request;
        for (Request before = first.previous(); before != null && before.ownStatus() != OK; before = first.previous()) {
            first = before;
        }
        return first;
    }

    private void local(Request request, String url) throws IOException {
        Environment environment = request.environment();
        environment.set("REQUEST_METHOD", request.method());
        String notes = request.notes().get(CannedPages.ERROR_NOTES);
        if (notes != null) {
            environment.set("ERROR_NOTES", notes);
        }
        String method = request.method();
        request.method("GET"); // whatever it was, the document is only fetched
        try {
            processor.redirectInternally(request, url);
        } finally {
            request.method(method);
        }
    }

    private void page(Request request, int status, int additional, @Nullable String text) throws IOException {
        Response response = request.response();
        filters.prepareForError(request);
        if (Status.isBodiless(status)) {
            return;
        }
        String location = location(response);
        onlyErrorHeaders(response);
        boolean redirect = Status.isRedirect(status) || status == 201;
        if (redirect && location != null && !location.isEmpty()) {
            response.headers().set("Location", location);
        }
        if (status == METHOD_NOT_ALLOWED || status == NOT_IMPLEMENTED) {
            response.headers().set("Allow", Methods.allow(request));
        }
        response.contentType("text/html");
        response.charset(request.environment().has("suppress-error-charset") ? null : "iso-8859-1");
        response.contentEncoding(null);
        response.contentLanguages(List.of());
        response.contentLength(-1);
        if (request.isHead()) {
            return;
        }
        String reason = response.reason();
        String title = reason == null ? Status.line(status) : status + " " + reason;
        String shown = redirect && location != null ? location : "";
        String page = text == null ? CannedPages.page(request, status, title, shown, additional) : text;
        byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
        response.contentLength(bytes.length);
        request.sink().write(bytes, 0, bytes.length);
    }

    private static @Nullable String location(Response response) {
        String location = response.headers().get("Location");
        return location == null ? response.errorHeaders().get("Location") : location;
    }

    /// What was set for the resource doesn't belong to the page in its place; what was set for errors, does.
    private static void onlyErrorHeaders(Response response) {
        response.headers().clear();
        response.headers().addAll(response.errorHeaders());
        response.errorHeaders().clear();
    }
}
