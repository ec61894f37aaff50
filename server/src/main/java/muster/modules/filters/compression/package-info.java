/// Content codings on the way out and in: mod_deflate, mod_brotli, and mod_zstd, which httpd doesn't have.
///
/// [muster.modules.filters.compression.CompressionSink] is the one output filter of all three; a
/// [muster.modules.filters.compression.Coding] says what differs. [muster.modules.filters.compression.GunzipSink] and
/// [muster.modules.filters.compression.GunzipBody] unpack.
@NullMarked
package muster.modules.filters.compression;

import org.jspecify.annotations.NullMarked;
