package muster.core;

import java.util.List;
import muster.http.HeaderFields;
import org.jspecify.annotations.Nullable;

/// The head of a response while it is being made. `headers` go out with a successful response; `errorHeaders` with any,
/// errors and internal redirects included (`Header always`).
///
/// On the wire they stand in httpd's order: errorHeaders, headers with Content-Length at its [#lengthPlace] among them, then
/// Content-Type (as [ContentType#of] makes it), Content-Encoding and Content-Language. A 304 has neither Content-Length nor
/// those three.
public final class Response {
    private int status = 200;
    private @Nullable String reason;
    private final HeaderFields headers = new HeaderFields();
    private final HeaderFields errorHeaders = new HeaderFields();
    private @Nullable String contentType;
    private @Nullable String charset;
    private @Nullable String contentEncoding;
    private List<String> contentLanguages = List.of();
    private long contentLength = -1;
    private int lengthPlace;
    private boolean committed;
    private boolean closing;
    private boolean uncacheable;
    private boolean raw;
    private boolean whole;
    private long bytesSent;
    private long bodyBytesSent;

    public int status() {
        return status;
    }

    public void status(int code) {
        this.status = code;
        this.reason = null;
    }

    /// A reason phrase other than the standard one, or null.
    public @Nullable String reason() {
        return reason;
    }

    public void reason(String phrase) {
        this.reason = phrase;
    }

    public HeaderFields headers() {
        return headers;
    }

    public HeaderFields errorHeaders() {
        return errorHeaders;
    }

    /// The media type without charset, or null for none.
    public @Nullable String contentType() {
        return contentType;
    }

    public void contentType(@Nullable String type) {
        this.contentType = type;
    }

    /// Added to a contentType that has no charset parameter; null for none.
    public @Nullable String charset() {
        return charset;
    }

    public void charset(@Nullable String name) {
        this.charset = name;
    }

    public @Nullable String contentEncoding() {
        return contentEncoding;
    }

    public void contentEncoding(@Nullable String coding) {
        this.contentEncoding = coding;
    }

    /// The natural languages of the content, for Content-Language.
    public List<String> contentLanguages() {
        return contentLanguages;
    }

    public void contentLanguages(List<String> tags) {
        this.contentLanguages = tags;
    }

    /// The length of the body, -1 if it is not known beforehand. A filter that changes the length sets -1.
    public long contentLength() {
        return contentLength;
    }

    public void contentLength(long length) {
        if (contentLength < 0) {
            lengthPlace = headers.size();
        }
        this.contentLength = length;
    }

    /// How many of [#headers] were set before the length was known: those stand before Content-Length.
    public int lengthPlace() {
        return lengthPlace;
    }

    /// Whether the head has been sent: too late to change it.
    public boolean committed() {
        return committed;
    }

    public void commit() {
        committed = true;
    }

    /// Whether the connection is to be closed after this response: its bytes on the wire may no longer be understood, or
    /// the server is in trouble (httpd's ap_status_drops_connection).
    public boolean closing() {
        return closing;
    }

    public void close() {
        closing = true;
    }

    /// Whether the response goes out with an Expires of now, unless it has one: for caches of HTTP/1.0, which know nothing of Vary
    /// (httpd's `no_cache`).
    public boolean uncacheable() {
        return uncacheable;
    }

    public void forbidCaching() {
        uncacheable = true;
    }

    /// Whether this can only be had as a whole: ranges of it are nothing the server could answer for.
    public boolean whole() {
        return whole;
    }

    public void forbidRanges() {
        whole = true;
    }

    /// Whether what the handler writes is the whole message: it has written its head itself.
    public boolean raw() {
        return raw;
    }

    public void raw(boolean whole) {
        raw = whole;
    }

    /// Bytes handed to the connection, head included (`%O`).
    public long bytesSent() {
        return bytesSent;
    }

    /// Bytes of the body, without chunk framing (`%B`).
    public long bodyBytesSent() {
        return bodyBytesSent;
    }

    public void sent(long head, long body) {
        bytesSent += head + body;
        bodyBytesSent += body;
    }

    /// Forgets everything but errorHeaders: an error document takes the place of what was being made.
    public void reset() {
        status = 200;
        reason = null;
        headers.clear();
        contentType = null;
        charset = null;
        contentEncoding = null;
        contentLanguages = List.of();
        contentLength = -1;
        raw = false;
        whole = false;
    }
}
