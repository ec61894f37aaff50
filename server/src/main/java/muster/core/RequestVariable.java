package muster.core;

import muster.expr.Vocabulary;

/// A variable of expressions and log formats that a module brings, offered under its name in upper case:
/// `registry.provider(RequestVariable.class, "SSL_PROTOCOL", evaluation -> ...)`.
@FunctionalInterface
public interface RequestVariable extends Vocabulary.Variable<Request> {
    /// All variables whose names start alike, offered under that start, which ends with an underscore:
    /// `registry.provider(RequestVariable.Family.class, "SSL_", ...)`.
    @FunctionalInterface
    interface Family {
        /// @param name the whole name, in upper case
        RequestVariable named(String name);
    }
}
