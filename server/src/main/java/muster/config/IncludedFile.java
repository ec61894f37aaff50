package muster.config;

/// A file of the configuration, as `-t -D DUMP_INCLUDES` lists it.
///
/// @param path absolute
/// @param line where the including file names it; 0 for the main file
/// @param depth 0 for the main file
public record IncludedFile(String path, int line, int depth) {}
