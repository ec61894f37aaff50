package muster.core;

/// An output filter as modules register it: what SetOutputFilter calls it, and where in a response's chain it stands.
public record NamedFilter(String name, Filter.Kind kind, Filter filter) {}
