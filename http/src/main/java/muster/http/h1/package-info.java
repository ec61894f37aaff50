/// HTTP/1.1 on the wire (RFC 9112): parsing a request's head and body strictly, framing a response.
@NullMarked
package muster.http.h1;

import org.jspecify.annotations.NullMarked;
