package muster.core;

/// An output filter: stands between a handler and the connection and may change head and body.
@FunctionalInterface
public interface Filter {
    /// Where in a chain a filter stands, from the handler to the connection; within a kind in the order of insertion. Input
    /// filters are ordered the same way: content meets them from the last to the first.
    enum Kind {
        /// Makes of a stored form what the others work on: unpacking.
        PREPARING,
        /// Changes what a resource says: includes, substitution.
        RESOURCE,
        /// Changes how it is represented, knowing the final content: compression, response headers.
        CONTENT,
        /// Concerns the message as a whole.
        PROTOCOL,
        /// Sees what goes out just before it does: pacing, counting.
        SENDING
    }

    /// Makes the filter's part of the chain for one response: it is given what comes after it. A filter that has nothing to do
    /// for this request returns `next`.
    BodySink attach(Request request, BodySink next);
}
