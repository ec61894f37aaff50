package muster.core;

import java.io.IOException;

/// A request's content, read on demand. The first read sends `100 Continue` if the client waits for it.
public interface RequestBody {
    /// Whether the request has content at all (a length above zero, or chunks).
    boolean present();

    /// The announced length, or -1 when it is chunked.
    long length();

    /// A positive count, or -1 at the end. Throws [muster.http.HttpException] 413 beyond LimitRequestBody, 400 for
    /// malformed chunks, 408 when it comes too slowly.
    int read(byte[] into, int offset, int length) throws IOException, muster.http.HttpException;

    /// Bytes read so far.
    long received();
}
