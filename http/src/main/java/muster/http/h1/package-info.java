/// HTTP/1.1 on the wire (RFC 9112): parsing a request's head and body strictly, framing a response. Bytes in, bytes out: these
/// classes know no connection, wait for nothing, and can be tested with an array.
///
/// Whoever serves a connection owns the buffer. Parsers consume whole lines from its start and leave the rest, so a buffer with room for the
/// longest line that the limits allow, and its CR LF, is always enough; only with a limit switched off may it have to grow.
///
/// ```
/// var parser = new HeadParser(options, limits);            // one for many requests
/// parser.reset(new HeaderFields());
/// while (true) {
///     from = parser.parse(buffer, from, to);               // throws HttpException: answer with its status, then close
///     if (parser.complete()) {
///         break;                                           // content, or the next request, starts at `from`
///     }
///     to = compact(buffer, from, to);                      // moves what is left to the start ...
///     from = 0;
///     to += connection.read(buffer, to, buffer.length - to, deadline);   // ... and reads behind it
/// }
/// switch (parser.framing()) {
///     case NONE -> ...
///     case LENGTH -> ... parser.contentLength()
///     case CHUNKED -> ... a ChunkedDecoder
/// }
/// ```
///
/// Reading content that comes in chunks, into `out`:
///
/// ```
/// while (decoder.available() == 0 && !decoder.done()) {
///     from = decoder.decode(buffer, from, to);             // framing only
///     if (decoder.available() == 0 && !decoder.done()) {
///         ... compact and read more, as above
///     }
/// }
/// if (decoder.done()) {
///     return END;                                          // decoder.trailers()
/// }
/// int n = (int) Math.min(decoder.available(), Math.min(room, to - from));
/// System.arraycopy(buffer, from, out, at, n);              // or, when the buffer is empty, read into `out` directly
/// from += n;
/// decoder.take(n);
/// ```
///
/// Writing a head, `heads` being the process's one [muster.http.h1.ResponseHead]:
///
/// ```
/// ensureRoom(heads.sizeOfStart(reason) + ResponseHead.sizeOf(fields) + ...);
/// at = heads.start(out, at, status, reason, now);          // status line, Date, Server
/// at = ResponseHead.fields(out, at, fields, rejected);
/// at = ResponseHead.field(out, at, "Content-Type", type);
/// at = ResponseHead.lineEnd(out, at);
/// ```
@NullMarked
package muster.http.h1;

import org.jspecify.annotations.NullMarked;
