/// A client's HTTP/1.1 connection: stop 4 of a request's life, the only one that loops.
///
/// [muster.core.http1.Http1Connection] reads as the life of a connection from top to bottom; beside it stand the content of a request,
/// the writer of its response, the clock that slow clients run against, and the end of the connection.
@NullMarked
package muster.core.http1;

import org.jspecify.annotations.NullMarked;
