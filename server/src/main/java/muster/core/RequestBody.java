package muster.core;

import java.io.IOException;

/// A request's content, read on demand. The first read sends `100 Continue` if the client waits for it.
///
/// Input filters are RequestBodies over others: what comes out of [#read] may be more or less than what was sent.
public interface RequestBody {
    /// Whether the request has content at all (a length above zero, or chunks).
    boolean present();

    /// The length, or -1 when it is not known beforehand: the content is chunked, or filtered.
    long length();

    /// A positive count, or -1 at the end. Throws [muster.http.HttpException] 413 beyond LimitRequestBody, 400 for
    /// malformed chunks, 408 when it comes too slowly.
    int read(byte[] into, int offset, int length) throws IOException, muster.http.HttpException;

    /// Bytes that have come from the client so far, whatever filters have made of them.
    long received();
}
