/// The system's OpenSSL 3 (`libssl.so.3`, `libcrypto.so.3`) as Java classes: contexts, streams, certificates, keys.
///
/// The libraries are opened when the first of these classes is used, so a server without TLS never loads them. Handles are freed when
/// nothing refers to their Java object any more; a [muster.openssl.TlsStream] alone is closed by its owner, because it belongs to a
/// connection.
///
/// What must stay true: the error queue belongs to the native thread, so every method empties it before it returns; no method waits.
@NullMarked
package muster.openssl;

import org.jspecify.annotations.NullMarked;
