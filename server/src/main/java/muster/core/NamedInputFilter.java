package muster.core;

/// An input filter as modules register it: what SetInputFilter calls it, and where it stands between handler and client.
public record NamedInputFilter(String name, Filter.Kind kind, InputFilter filter) {}
