package muster.core;

/// An input filter: stands between the client and the handler that reads a request's content, and may change it.
@FunctionalInterface
public interface InputFilter {
    /// Makes the filter's part of the chain for one request: it reads from `next`, which comes before it on the content's way. A
    /// filter that has nothing to do for this request returns `next`.
    RequestBody attach(Request request, RequestBody next);
}
