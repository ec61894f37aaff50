package muster.core;

/// An output filter: stands between a handler and the connection and may change head and body.
@FunctionalInterface
public interface Filter {
    /// Makes the filter's part of the chain for one response: it is given what comes after it. A filter that has nothing to do
    /// for this request returns `next`.
    BodySink attach(Request request, BodySink next);
}
