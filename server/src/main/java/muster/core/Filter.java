package muster.core;

/// An output filter: stands between a handler and the connection and may change head and body.
@FunctionalInterface
public interface Filter {
    /// Where in the chain a filter stands, from the handler to the connection; within a kind in the order of insertion.
    enum Kind {
        /// Changes what a resource says: includes, substitution.
        RESOURCE,
        /// Changes how it is represented, knowing the final content: compression, response headers.
        CONTENT,
        /// Concerns the message as a whole.
        PROTOCOL
    }

    /// Makes the filter's part of the chain for one response: it is given what comes after it. A filter that has nothing to do
    /// for this request returns `next`.
    BodySink attach(Request request, BodySink next);
}
