package muster.modules.tls;

import muster.config.Position;

/// A file that a directive names.
///
/// @param path absolute
record NamedFile(String path, Position position) {}
