/// Content codings (RFC 9110 §8.4.1) by the system's libraries: gzip, Brotli, Zstandard.
///
/// A [muster.coding.Compressor] is one stream's state. Its native memory is given back by [muster.coding.Compressor#close], not by the
/// collector: a client that goes away in the middle must not cost 300 KB until some garbage collection.
@NullMarked
package muster.coding;

import org.jspecify.annotations.NullMarked;
