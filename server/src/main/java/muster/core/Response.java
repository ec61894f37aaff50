package muster.core;

import muster.http.HeaderFields;
import org.jspecify.annotations.Nullable;

/// The head of a response while it is being made. `headers` go out with a successful response; `errorHeaders` with any,
/// errors and internal redirects included (`Header always`).
public final class Response {
    private int status = 200;
    private @Nullable String reason;
    private final HeaderFields headers = new HeaderFields();
    private final HeaderFields errorHeaders = new HeaderFields();
    private @Nullable String contentType;
    private @Nullable String charset;
    private @Nullable String contentEncoding;
    private long contentLength = -1;
    private boolean committed;
    private boolean closing;
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

    /// The length of the body, -1 if it is not known beforehand. A filter that changes the length sets -1.
    public long contentLength() {
        return contentLength;
    }

    public void contentLength(long length) {
        this.contentLength = length;
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
        contentLength = -1;
    }
}
