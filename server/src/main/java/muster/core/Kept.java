package muster.core;

/// Under which a module keeps something about a request: see [Request#kept].
///
/// @param name for debuggers
public record Kept<T>(String name) {
    /// A key is itself and no other.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
