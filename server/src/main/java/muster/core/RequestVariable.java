package muster.core;

import muster.expr.Vocabulary;

/// A variable of expressions and log formats that a module brings, offered under its name in upper case:
/// `registry.provider(RequestVariable.class, "SSL_PROTOCOL", evaluation -> ...)`.
@FunctionalInterface
public interface RequestVariable extends Vocabulary.Variable<Request> {}
