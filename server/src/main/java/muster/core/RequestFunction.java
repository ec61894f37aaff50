package muster.core;

import muster.expr.Vocabulary;

/// A function of expressions that a module brings, offered under its name in lower case:
/// `registry.provider(RequestFunction.class, "ssl", (evaluation, name) -> ...)`.
@FunctionalInterface
public interface RequestFunction extends Vocabulary.Function<Request> {}
