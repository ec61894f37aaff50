/// What all versions of HTTP share: status codes, methods, dates, header fields. No configuration, no system calls.
///
/// Text from the wire is kept byte for byte: a `String` here holds one byte a character (ISO 8859-1), so
/// that a path or a header in any encoding passes through Muster unchanged.
@NullMarked
package muster.http;

import org.jspecify.annotations.NullMarked;
